package io.microgate.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds properties of Spring Boot's resource server, which has no part in requests that
 * Microgate decides. Values are those that are written, so a placeholder stays one.
 */
final class ResourceServerProperties {

	static final String PREFIX = "spring.security.oauth2.resourceserver";

	private final Iterable<ConfigurationPropertySource> sources;

	private final Binder binder;

	ResourceServerProperties(Environment environment) {
		this.sources = ConfigurationPropertySources.get(environment);
		this.binder = new Binder(this.sources, PlaceholdersResolver.NONE);
	}

	/**
	 * Whether any of these properties is set, in whatever source.
	 * @return whether there is one
	 */
	boolean areSet() {
		return areSet(ConfigurationPropertyName.of(PREFIX));
	}

	/**
	 * Whether a property or one below it is set.
	 * @param key its name, from the prefix on
	 * @return whether there is one
	 */
	boolean areSet(String key) {
		return areSet(name(key));
	}

	private boolean areSet(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : this.sources) {
			if (source.getConfigurationProperty(name) != null
					|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the value of a property.
	 * @param key its name, from the prefix on
	 * @return the value, {@code null} if it is absent or blank
	 */
	@Nullable String value(String key) {
		String value = written(key);
		return StringUtils.hasText(value) ? value : null;
	}

	/**
	 * Returns the value of a property, blank or not.
	 * @param key its name, from the prefix on
	 * @return the value, {@code null} if it is absent
	 */
	@Nullable String written(String key) {
		BindResult<String> value = this.binder.bind(name(key), Bindable.of(String.class));
		return value.isBound() ? value.get() : null;
	}

	/**
	 * Returns the values of a property that is a list.
	 * @param key its name, from the prefix on
	 * @return the values, empty if it is absent
	 */
	List<String> values(String key) {
		BindResult<List<String>> values = this.binder.bind(name(key), Bindable.listOf(String.class));
		return values.isBound() ? values.get() : List.of();
	}

	private static ConfigurationPropertyName name(String key) {
		return ConfigurationPropertyName.of(PREFIX + "." + key);
	}

}
