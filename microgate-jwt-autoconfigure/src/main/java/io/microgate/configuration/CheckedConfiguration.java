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
 * @param entryNames what messages call the entries of each policy
 */
public record CheckedConfiguration(MicrogateProperties properties, List<String> warnings,
		Map<String, Map<String, byte[]>> manifestSecrets, Map<String, List<String>> entryNames) {

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
		CheckedConfiguration configuration = of(read, environment);
		configuration.warnings().forEach(logger::warn);
		ConfigurationWarnings.hints(read).forEach(logger::info);
		if (configuration.properties().routes().isEmpty()) {
			logger.warn("No route is configured, so every request but health is refused. "
					+ "Configure 'microgate.routes' and, for them, 'microgate.access-control-policies', or 'microgate.manifests'.");
		}
		return configuration;
	}

	/**
	 * Reads and checks the configuration of an application that is not started, and logs
	 * nothing.
	 * @param environment where properties come from
	 * @param sslBundles names of the SSL bundles that the application would have
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public static CheckedConfiguration check(Environment environment, Collection<String> sslBundles) {
		return of(ConfigurationReader.read(environment, sslBundles), environment);
	}

	/**
	 * Writes the configuration so that it can be compared with others.
	 * @return the canonical form
	 */
	public CanonicalConfiguration canonical() {
		return CanonicalConfiguration.of(this);
	}

	private static CheckedConfiguration of(ReadConfiguration read, Environment environment) {
		return new CheckedConfiguration(read.properties(), ConfigurationWarnings.of(read, environment),
				read.manifests().secrets(), PolicyChecks.entryNames(read));
	}

}
