package io.microgate.check;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The environment that an application with these files would have, imports, profiles and
 * environment variables included.
 */
final class CheckEnvironment {

	/** Instead of the places where Spring Boot looks by itself. */
	private static final String NOWHERE = "optional:classpath:/io/microgate/check/none/";

	private CheckEnvironment() {
	}

	static ConfigurableEnvironment of(CheckArguments arguments) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.config.location", arguments.files().isEmpty() ? NOWHERE
				: arguments.files().stream().map(CheckEnvironment::location).collect(Collectors.joining(";")));
		List<Path> manifests = arguments.manifests();
		for (int i = 0; i < manifests.size(); i++) {
			properties.put("microgate.manifests[%d]".formatted(i), location(manifests.get(i)));
		}
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("command line", properties));
		ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(), null,
				arguments.profiles());
		return environment;
	}

	private static String location(Path path) {
		return "file:" + path.toAbsolutePath().normalize();
	}

	/**
	 * The SSL bundles that Spring Boot would make.
	 * @param environment the environment
	 * @return their names
	 */
	static Set<String> sslBundles(Environment environment) {
		Binder binder = Binder.get(environment);
		Set<String> names = new HashSet<>();
		for (String kind : List.of("jks", "pem")) {
			names.addAll(binder.bind("spring.ssl.bundle." + kind, Bindable.mapOf(String.class, Object.class))
				.orElseGet(Map::of)
				.keySet());
		}
		return names;
	}

}
