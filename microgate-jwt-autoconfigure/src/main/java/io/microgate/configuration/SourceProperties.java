package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * All properties under {@code microgate}, of every source that can be enumerated, in the
 * order of precedence.
 */
final class SourceProperties {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyPath.ROOT.text());

	private final List<SourceProperty> properties = new ArrayList<>();

	private final List<Variable> variables = new ArrayList<>();

	private int rank;

	SourceProperties(ConfigurableEnvironment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				read(iterable);
			}
			this.rank++;
		}
	}

	/**
	 * Properties of files, the command line, the JVM and so on.
	 * @return everything but environment variables
	 */
	List<SourceProperty> properties() {
		return this.properties;
	}

	/**
	 * Environment variables, whose names have lost case and dashes.
	 * @return the variables
	 */
	List<Variable> variables() {
		return this.variables;
	}

	private void read(IterableConfigurationPropertySource source) {
		Object underlying = source.getUnderlyingSource();
		if (underlying instanceof SystemEnvironmentPropertySource) {
			source.stream()
				.filter((name) -> ROOT.equals(name) || ROOT.isAncestorOf(name))
				.map(source::getConfigurationProperty)
				.forEach(this::addVariable);
		}
		else if (underlying instanceof EnumerablePropertySource<?> enumerable) {
			for (String name : enumerable.getPropertyNames()) {
				read(enumerable, name);
			}
		}
	}

	private void addVariable(@Nullable ConfigurationProperty variable) {
		if (variable != null) {
			this.variables.add(new Variable(variable, this.rank));
		}
	}

	private void read(EnumerablePropertySource<?> source, String name) {
		List<WrittenKey> keys = WrittenKey.parse(name);
		if (keys.isEmpty() || !WrittenKey.uniform(keys.get(0).text()).equals(PropertyPath.ROOT.text())) {
			return;
		}
		Object value = source.getProperty(name);
		Origin origin = OriginLookup.getOrigin(source, name);
		boolean located = origin != null || !(source instanceof OriginLookup);
		this.properties.add(new SourceProperty(keys, (value != null) ? value : "", value == null, this.rank,
				(origin != null) ? origin : new PropertySourceOrigin(source, name), located));
	}

	/**
	 * An environment variable.
	 *
	 * @param property the property that its name maps to
	 * @param source rank of the source
	 */
	record Variable(ConfigurationProperty property, int source) {
	}

}
