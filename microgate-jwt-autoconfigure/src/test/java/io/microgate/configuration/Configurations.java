package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/**
 * Environments with YAML documents in them, loaded as Boot loads {@code application.yml}.
 */
public final class Configurations {

	private Configurations() {
	}

	/**
	 * An environment without the machine's own variables and properties.
	 * @param documents YAML documents, the first takes precedence
	 * @return the environment
	 */
	public static ConfigurableEnvironment environment(String... documents) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		for (int i = 0; i < documents.length; i++) {
			load("document-" + i, documents[i]).forEach(environment.getPropertySources()::addLast);
		}
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	static List<PropertySource<?>> load(String name, String yaml) {
		try {
			return new YamlPropertySourceLoader().load(name,
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MicrogateProperties read(String... documents) {
		return read(environment(documents));
	}

	/** With one SSL bundle, named {@code idp}. */
	static MicrogateProperties read(Environment environment) {
		return readAll(environment).properties();
	}

	static ReadConfiguration readAll(Environment environment) {
		return ConfigurationReader.read(environment, List.of("idp"), null, null);
	}

	static List<Problem> problems(String... documents) {
		return problems(environment(documents));
	}

	static List<Problem> problems(ConfigurableEnvironment environment) {
		try {
			read(environment);
			return List.of();
		}
		catch (InvalidConfigurationException ex) {
			return ex.problems();
		}
	}

	/**
	 * The line of a problem.
	 * @param origin its origin
	 * @return the line from 1, 0 if there is none
	 */
	static int line(Origin origin) {
		return (origin instanceof TextResourceOrigin text) ? text.getLocation().getLine() + 1 : 0;
	}

}
