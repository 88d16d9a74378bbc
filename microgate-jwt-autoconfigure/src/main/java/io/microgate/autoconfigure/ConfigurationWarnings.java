package io.microgate.autoconfigure;

import java.util.List;

import org.springframework.core.env.Environment;

final class ConfigurationWarnings {

	static List<String> of(MicrogateProperties properties, Environment environment) {
		return List.of();
	}

}
