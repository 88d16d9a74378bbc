package io.microgate.configuration;

import java.util.List;

import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads all properties under {@code microgate}, of every source that can be enumerated,
 * into one tree per source.
 */
final class PropertyTrees {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyPath.ROOT.toString());

	private final Dialect dialect;

	private final EnvironmentVariables variables;

	private final ObjectKeys keys;

	private final ConfigurationElement root;

	private PropertyTrees(ConfigurableEnvironment environment, Problems problems) {
		this.dialect = new PropertyDialect(environment);
		this.variables = new EnvironmentVariables(problems);
		this.keys = new ObjectKeys(problems);
		this.root = problems.provenance().add(PropertyPath.ROOT);
	}

	/**
	 * Reads the properties.
	 * @param environment where they come from
	 * @param problems where problems are reported
	 * @return the root, with what each source writes there
	 */
	static ConfigurationElement read(ConfigurableEnvironment environment, Problems problems) {
		return read(environment, environment.getPropertySources(), problems);
	}

	/**
	 * Reads the properties of other sources than those of the environment.
	 * @param environment resolves placeholders
	 * @param sources where the properties come from
	 * @param problems where problems are reported
	 * @return the root, with what each source writes there
	 */
	static ConfigurationElement read(ConfigurableEnvironment environment, Iterable<PropertySource<?>> sources,
			Problems problems) {
		PropertyTrees trees = new PropertyTrees(environment, problems);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.from(sources)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				trees.read(iterable);
			}
		}
		return trees.root;
	}

	private void read(IterableConfigurationPropertySource source) {
		SourceNode root = SourceNode.root(this.dialect);
		Object underlying = source.getUnderlyingSource();
		if (underlying instanceof SystemEnvironmentPropertySource) {
			for (ConfigurationPropertyName name : source) {
				if (ROOT.equals(name) || ROOT.isAncestorOf(name)) {
					this.variables.addTo(root, source.getConfigurationProperty(name));
				}
			}
		}
		else if (underlying instanceof EnumerablePropertySource<?> enumerable) {
			for (@Nullable
			String name : enumerable.getPropertyNames()) {
				// A YAML document {} has one property without a name
				if (name != null) {
					add(root, enumerable, name);
				}
			}
		}
		for (SourceNode child : root.children()) {
			this.keys.add(this.root, child);
		}
	}

	private static void add(SourceNode root, EnumerablePropertySource<?> source, String name) {
		List<WrittenKey> keys = WrittenKey.parse(name);
		if (!keys.isEmpty() && RelaxedName.uniform(keys.get(0).text()).equals(PropertyPath.ROOT.toString())) {
			Object content = source.getProperty(name);
			Origin origin = OriginLookup.getOrigin(source, name);
			boolean located = origin != null || !(source instanceof OriginLookup);
			root.add(keys, SourceValue.ofProperty(content,
					(origin != null) ? origin : new PropertySourceOrigin(source, name), located));
		}
	}

}
