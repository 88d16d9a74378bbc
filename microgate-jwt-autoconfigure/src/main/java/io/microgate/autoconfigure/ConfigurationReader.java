package io.microgate.autoconfigure;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the configuration.
 */
final class ConfigurationReader {

	private ConfigurationReader() {
	}

	static MicrogateProperties read(Environment environment) {
		return Binder.get(environment).bindOrCreate("microgate", MicrogateProperties.class);
	}

}
