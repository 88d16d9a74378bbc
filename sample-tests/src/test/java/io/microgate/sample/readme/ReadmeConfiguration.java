package io.microgate.sample.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/**
 * Adds the first configuration of the README to an application.
 */
class ReadmeConfiguration implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		add(context, Path.of("../README.md"), "Quick start");
	}

	/** Adds the first configuration of a section. */
	static void add(ConfigurableApplicationContext context, Path page, String heading) {
		try {
			String yaml = ReadmeSection.of(page, heading).blocks("yaml").get(0);
			new YamlPropertySourceLoader()
				.load(page.toString(), new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(context.getEnvironment().getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
