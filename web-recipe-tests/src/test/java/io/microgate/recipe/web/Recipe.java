package io.microgate.recipe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running application that is configured as on a page.
 */
final class Recipe implements AutoCloseable {

	/**
	 * The keys and the decoder of an authorization server, and the second of two servers
	 * of the reactive stack.
	 */
	private static final String EXCLUDED = "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration,"
			+ "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

	private final ConfigurableApplicationContext context;

	private Recipe(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application with the YAML of a page.
	 * @param type the web stack
	 * @param directory where its {@code application.yml} is written to
	 * @param yaml the configuration
	 * @param properties defaults of further properties
	 * @param sources configuration classes
	 */
	static Recipe start(WebApplicationType type, Path directory, String yaml, Map<String, Object> properties,
			Class<?>... sources) throws IOException {
		Map<String, Object> defaults = new HashMap<>(properties);
		defaults.put("spring.config.location",
				Files.writeString(directory.resolve("application.yml"), yaml).toUri().toString());
		return start(type, defaults, sources);
	}

	/** Starts an application with properties that say where its YAML is. */
	static Recipe start(WebApplicationType type, Map<String, Object> properties, Class<?>... sources) {
		Map<String, Object> defaults = new HashMap<>();
		defaults.put("server.port", "0");
		defaults.put("spring.main.banner-mode", "off");
		defaults.put("spring.reactor.netty.shutdown-quiet-period", "0s");
		defaults.put("spring.autoconfigure.exclude", EXCLUDED);
		defaults.putAll(properties);
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(type);
		application.setDefaultProperties(defaults);
		application.setRegisterShutdownHook(false);
		return new Recipe(application.run());
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
