package io.microgate.test.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/**
 * The configurations of the verdict tables.
 */
final class VerdictConfigurations {

	private static final Path TABLES = Path.of("../microgate-jwt-autoconfigure/src/test/resources/verdicts");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(key-set|secret)\\.([a-z0-9-]+)}");

	private VerdictConfigurations() {
	}

	/**
	 * Reads them by the names of their tables, those without any configuration left out.
	 */
	static Map<String, Map<String, Object>> all() {
		Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
		try (Stream<Path> files = Files.list(TABLES)) {
			for (Path file : files.sorted().toList()) {
				Map<String, Object> configuration = yaml(configuration(file));
				if (configuration.containsKey("microgate")) {
					configurations.put(file.getFileName().toString().replace(".yaml", ""), configuration);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return configurations;
	}

	private static String configuration(Path file) throws IOException {
		String text = String.valueOf(yaml(Files.readString(file)).get("configuration"));
		return PLACEHOLDER.matcher(text)
			.replaceAll((found) -> found.group(1).equals("key-set") ? "https://idp.example.com/" + found.group(2)
					: "classpath:/secrets/" + found.group(2) + "/");
	}

	static Map<String, Object> yaml(String text) {
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
	}

	/** Reads a configuration that is valid. */
	static CheckedConfiguration read(String name, Map<String, Object> configuration) {
		try {
			return CheckedConfiguration.read(environment(new Yaml().dump(configuration)), Set.of());
		}
		catch (InvalidConfigurationException ex) {
			throw new IllegalStateException("%s: %s".formatted(name, ex.report()), ex);
		}
	}

	/** Checks a configuration, and returns {@code null} if it is not valid. */
	static CheckedConfiguration check(Map<String, Object> configuration) {
		try {
			return CheckedConfiguration.read(environment(new Yaml().dump(configuration)), Set.of());
		}
		catch (InvalidConfigurationException ex) {
			return null;
		}
	}

	private static ConfigurableEnvironment environment(String yaml) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		List.of(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
			.forEach(environment.getPropertySources()::remove);
		try {
			new YamlPropertySourceLoader()
				.load("configuration", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
