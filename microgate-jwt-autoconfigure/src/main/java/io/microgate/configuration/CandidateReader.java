package io.microgate.configuration;

import java.util.List;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;

/**
 * Reads and checks configurations that are to decide beside the one in force.
 */
public final class CandidateReader {

	private final Environment environment;

	private final SslBundleNames sslBundles;

	/**
	 * Creates the reader of an application.
	 * @param environment where the values of placeholders come from
	 * @param sslBundles supplies the names of the SSL bundles that the application has
	 */
	public CandidateReader(Environment environment, SslBundleNames sslBundles) {
		this.environment = environment;
		this.sslBundles = sslBundles;
	}

	/**
	 * Reads a candidate, and logs nothing.
	 * @param location a configuration file or a directory of manifests
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public CheckedConfiguration read(String location) {
		return CheckedConfiguration.readCandidate(this.environment, this.sslBundles.get(), location);
	}

	/**
	 * Finds the manifests that a candidate names, however wrong the rest is.
	 * @param location a configuration file or a directory of manifests
	 * @return locations of manifests, none if they cannot be read
	 */
	public List<String> manifests(String location) {
		MutablePropertySources sources = new CandidateSources(location, new Problems()).read();
		try {
			return new Binder(ConfigurationPropertySources.from(sources),
					new PropertySourcesPlaceholdersResolver(this.environment))
				.bind("microgate.manifests", Bindable.listOf(String.class))
				.orElseGet(List::of);
		}
		catch (BindException ex) {
			// the checks report it
			return List.of();
		}
	}

}
