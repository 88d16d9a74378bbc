package io.microgate.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * The configuration of an application, free of errors.
 *
 * @param properties what is configured
 * @param warnings what is allowed but lets in more than one may think
 * @param manifestSecrets content of the secrets that manifests have, by name and key
 */
public record CheckedConfiguration(MicrogateProperties properties, List<String> warnings,
		Map<String, Map<String, byte[]>> manifestSecrets) {

	private static final Log logger = LogFactory.getLog(CheckedConfiguration.class);

	/**
	 * Reads and checks the configuration, and logs the warnings.
	 * @param environment where properties come from
	 * @param sslBundles names of the SSL bundles that the application has
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public static CheckedConfiguration read(Environment environment, Collection<String> sslBundles) {
		ReadConfiguration read = ConfigurationReader.read(environment, sslBundles);
		MicrogateProperties properties = read.properties();
		List<String> warnings = ConfigurationWarnings.of(read, environment);
		warnings.forEach(logger::warn);
		ConfigurationWarnings.hints(read).forEach(logger::info);
		if (properties.routes().isEmpty()) {
			logger.warn("No route is configured, so every request but health is refused. "
					+ "Configure 'microgate.routes' and, for them, 'microgate.access-control-policies', or 'microgate.manifests'.");
		}
		return new CheckedConfiguration(properties, warnings, read.manifests().secrets());
	}

}
