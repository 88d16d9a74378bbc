package io.microgate.test.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.microgate.configuration.CheckedConfiguration;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Reads configurations that no application uses.
 */
final class CheckedConfigurations {

	private CheckedConfigurations() {
	}

	static CheckedConfiguration read(String yaml) {
		return read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
	}

	static CheckedConfiguration read(Resource yaml) {
		StandardEnvironment environment = new StandardEnvironment();
		try {
			new YamlPropertySourceLoader().load("application.yml", yaml)
				.forEach(environment.getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ConfigurationPropertySources.attach(environment);
		return CheckedConfiguration.read(environment, List.of("idp"));
	}

}
