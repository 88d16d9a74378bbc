package io.microgate.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The YAML of the documentation beside {@code microgate} has keys that Spring knows, with
 * values that it accepts. In this module, because it has the libraries that define them.
 */
class DocumentationKeysTests {

	/** Other tests run them: cases, files of Prometheus, and resources of Kubernetes. */
	private static final Pattern OTHERS = Pattern.compile("(?m)^(?:cases|scrape_configs|rule_files|apiVersion):");

	/**
	 * Its pages have keys of other libraries, with which {@code migration-tests} start.
	 */
	private static final Path MIGRATE = Path.of("../docs/migrate");

	/** Of the applications that the pages show. */
	private static final List<String> OWN = List.of("shop.origin", "orders.uri");

	private static final Map<String, Map<String, Object>> PROPERTIES = metadata("properties");

	private static final Map<String, Class<?>> TYPES = types();

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void keysWhenShownThenKnownWithTheirValues(String name, String yaml) {
		assertThatNoException().isThrownBy(() -> verify(yaml));
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgat: {enabled: true}",
			"management.endpoint.health.group.readiness.include: [readinessState, microgateJwkz]",
			"management.endpoints.web.exposure.includ: [health]", "management.endpoints.web.exposure.include: [healt]",
			"management.endpoint.health.show-details: allways", "management.endpoint.microgateexplain.acces: none",
			"management.endpoint.microgateexplain.access: open", "server.ssl.client-auth: wish", "server.prt: 1",
			"logging.level.a: loud",
			"spring.cloud.gateway.server.webflux.globalcorz.cors-configurations: {'[/**]': {allowed-origins: a}}",
			"spring.cloud.gateway.server.webflux.routes: [{id: a, uri: 'https://a.example.com', predicate: [Path=/a]}]",
			"spring.security.oauth2.client.registration.idp.client-idd: a" })
	void keysWhenOneIsWrongThenFound(String yaml) {
		assertThatThrownBy(() -> verify(yaml)).isNotNull();
	}

	static List<Arguments> blocks() throws IOException {
		List<Arguments> blocks = new ArrayList<>();
		try (Stream<Path> pages = Files.walk(Path.of("../docs"))) {
			for (Path page : Stream.concat(Stream.of(Path.of("../README.md")), pages.sorted())
				.filter((file) -> file.toString().endsWith(".md") && !file.startsWith(MIGRATE))
				.toList()) {
				String text = Files.readString(page).replaceAll("(?m)^ +(?=```)", "");
				int number = 0;
				for (String yaml : new ReadmeSection(text).blocks("yaml")) {
					number++;
					if (!OTHERS.matcher(yaml).find()) {
						blocks.add(arguments(page + " > yaml " + number, yaml.stripIndent()));
					}
				}
			}
		}
		return blocks;
	}

	private static void verify(String yaml) throws IOException {
		for (PropertySource<?> document : new YamlPropertySourceLoader().load("yaml",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
			Map<String, Object> values = new HashMap<>();
			for (String key : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
				if (!key.startsWith("microgate.") && !OWN.contains(key)) {
					values.put(key, String.valueOf(document.getProperty(key)).replaceAll("\\$\\{.*?}", "a"));
				}
			}
			values.forEach((key, value) -> verify(key, value.toString(), values));
		}
	}

	private static void verify(String key, String value, Map<String, Object> values) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		Optional<String> prefix = TYPES.keySet()
			.stream()
			.filter((candidate) -> ConfigurationPropertyName.of(candidate).isAncestorOf(name))
			.max(Comparator.comparing(String::length));
		if (prefix.isPresent()) {
			values = new HashMap<>(values);
			values.keySet().removeIf((other) -> !other.startsWith(prefix.get() + "."));
			new Binder(ConfigurationPropertySources.from(new MapPropertySource("yaml", values))).bind(prefix.get(),
					Bindable.of(TYPES.get(prefix.get())), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
		}
		else {
			ApplicationConversionService.getSharedInstance().convert(value, type(name));
		}
		if (key.matches("management\\.endpoints\\.web\\.exposure\\.include.*") && !value.equals("*")) {
			assertThat(PROPERTIES).containsKey("management.endpoint." + value + ".access");
		}
		if (key.matches("management\\.endpoint\\.health\\.group\\..*\\.include.*")) {
			assertThat(PROPERTIES.keySet()).map((property) -> property.replace("-", ""))
				.contains("management.health." + value.toLowerCase(Locale.ROOT) + ".enabled");
		}
	}

	/** The type of a property, or of the values of a map. */
	private static Class<?> type(ConfigurationPropertyName name) {
		for (Map.Entry<String, Map<String, Object>> property : PROPERTIES.entrySet()) {
			String type = String.valueOf(property.getValue().get("type"));
			ConfigurationPropertyName known = ConfigurationPropertyName.of(property.getKey());
			if (known.equals(name)) {
				return ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), null);
			}
			if (known.isAncestorOf(name) && known.toString().equals("logging.level")) {
				return LogLevel.class;
			}
		}
		throw new IllegalStateException(name + " is not a known key");
	}

	private static Map<String, Class<?>> types() {
		Map<String, Class<?>> types = new HashMap<>();
		metadata("groups").forEach((name, group) -> {
			String type = String.valueOf(group.get("type"));
			if (ClassUtils.isPresent(type, null)) {
				Class<?> resolved = ClassUtils.resolveClassName(type, null);
				ConfigurationProperties properties = AnnotatedElementUtils.findMergedAnnotation(resolved,
						ConfigurationProperties.class);
				if (properties != null && properties.prefix().equals(name)) {
					types.put(name, resolved);
				}
			}
		});
		return types;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> metadata(String kind) {
		Map<String, Map<String, Object>> found = new HashMap<>();
		try {
			for (URL file : Collections.list(DocumentationKeysTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream metadata = file.openStream()) {
					// YAML has no escaped slash
					Map<String, Object> document = new Yaml()
						.load(new String(metadata.readAllBytes(), StandardCharsets.UTF_8).replace("\\/", "/"));
					((List<Map<String, Object>>) document.getOrDefault(kind, List.of()))
						.forEach((element) -> found.put((String) element.get("name"), element));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return found;
	}

}
