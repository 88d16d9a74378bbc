package io.microgate.test.policy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;

import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Prepares the environment that an application with these files would have: imports,
 * profiles, environment variables, system properties, JSON and command line included.
 */
public final class FilesEnvironment {

	/** Replaces the default locations of Spring Boot. */
	private static final String NOWHERE = "optional:classpath:/io/microgate/test/policy/none/";

	private static final ConfigurationPropertyName MANIFESTS = ConfigurationPropertyName.of("microgate.manifests");

	private final ConfigurableEnvironment environment;

	private FilesEnvironment(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Prepares an environment as {@link SpringApplication} does.
	 * @param environment an environment with system properties and environment variables
	 * @param sources what the application reads
	 */
	public static void prepare(ConfigurableEnvironment environment, Sources sources) {
		FilesEnvironment prepared = new FilesEnvironment(environment);
		prepared.addSources(sources);
		prepared.addManifests(sources.manifests());
	}

	private void addSources(Sources sources) {
		Map<String, Object> locations = new HashMap<>();
		locations.put("spring.config.location", sources.files().isEmpty() ? NOWHERE
				: sources.files().stream().map(FilesEnvironment::location).collect(Collectors.joining(";")));
		this.environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(sources.properties().toArray(String[]::new)));
		this.environment.getPropertySources().addFirst(new MapPropertySource("configuration files", locations));
		ConfigurationPropertySources.attach(this.environment);
		SpringApplication application = new SpringApplication();
		new SystemEnvironmentPropertySourceEnvironmentPostProcessor().postProcessEnvironment(this.environment,
				application);
		RandomValuePropertySource.addToEnvironment(this.environment);
		new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(this.environment, application);
		ConfigDataEnvironmentPostProcessor.applyTo(this.environment, new DefaultResourceLoader(), null,
				sources.profiles());
		ConfigurationPropertySources.attach(this.environment);
	}

	/**
	 * Lists of several sources do not merge, so the source that adds manifests repeats
	 * those that are configured, with their origins.
	 */
	private void addManifests(List<Path> manifests) {
		List<String> configured = configuredManifests();
		if (manifests.isEmpty() || configured == null) {
			return;
		}
		Map<String, Object> locations = new LinkedHashMap<>();
		for (String location : configured) {
			int index = locations.size();
			locations.put(manifest(index), OriginTrackedValue.of(location, origin(index)));
		}
		for (Path manifest : manifests) {
			locations.put(manifest(locations.size()), location(manifest));
		}
		boolean immutable = true;
		this.environment.getPropertySources()
			.addFirst(new OriginTrackedMapPropertySource("--manifests", locations, immutable));
	}

	/**
	 * Returns {@code null} if the value as a whole is invalid, which the checks report.
	 */
	private @Nullable List<String> configuredManifests() {
		try {
			BindResult<List<String>> configured = Binder.get(this.environment)
				.bind(MANIFESTS, Bindable.listOf(String.class));
			return (configured.isBound() && configured.get().isEmpty()) ? null : configured.orElseGet(List::of);
		}
		catch (BindException ex) {
			return null;
		}
	}

	private static String manifest(int index) {
		return "%s[%d]".formatted(MANIFESTS, index);
	}

	private @Nullable Origin origin(int index) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			for (ConfigurationPropertyName name : List.of(MANIFESTS.append("[" + index + "]"), MANIFESTS)) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property != null) {
					return property.getOrigin();
				}
			}
		}
		return null;
	}

	private static String location(Path path) {
		return "file:" + path.toAbsolutePath().normalize();
	}

	/**
	 * Finds the SSL bundles that Spring Boot would create.
	 * @param environment the environment
	 * @return their names
	 */
	public static Set<String> sslBundles(Environment environment) {
		Binder binder = Binder.get(environment);
		Set<String> names = new HashSet<>();
		for (String kind : List.of("jks", "pem")) {
			names.addAll(binder.bind("spring.ssl.bundle." + kind, Bindable.mapOf(String.class, Object.class))
				.orElseGet(Map::of)
				.keySet());
		}
		return names;
	}

	/**
	 * What an application reads.
	 *
	 * @param files configuration files, the later ones take precedence
	 * @param manifests manifests and directories of them, beside those that are
	 * configured
	 * @param profiles the active profiles
	 * @param properties properties as on the command line, {@code --key=value}
	 */
	public record Sources(List<Path> files, List<Path> manifests, List<String> profiles, List<String> properties) {
	}

}
