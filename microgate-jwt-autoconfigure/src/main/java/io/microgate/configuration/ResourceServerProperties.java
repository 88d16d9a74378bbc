package io.microgate.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Finds properties of Spring Boot's resource server, which has no part in requests that
 * Microgate decides. Values are those that are written, so a placeholder stays one, but
 * in a list that Spring Boot splits at commas after it has resolved them.
 */
final class ResourceServerProperties {

	static final String PREFIX = "spring.security.oauth2.resourceserver";

	private static final List<String> LISTS = List.of("jwt.audiences", "jwt.jws-algorithms",
			"jwt.authorities-claim-expressions");

	private static final List<String> OTHERS = List.of("jwt", "jwt.jwk-set-uri", "jwt.issuer-uri",
			"jwt.public-key-location", "jwt.authority-prefix", "jwt.authorities-claim-delimiter",
			"jwt.authorities-claim-name", "jwt.principal-claim-name", "opaquetoken", "opaquetoken.client-id",
			"opaquetoken.client-secret", "opaquetoken.introspection-uri");

	private static final List<String> MICROGATE = List.of("secrets", "jwks", "jwts", "routes",
			"access-control-policies");

	private final Environment environment;

	private final Iterable<ConfigurationPropertySource> sources;

	private final Binder written;

	ResourceServerProperties(Environment environment) {
		this.environment = environment;
		this.sources = ConfigurationPropertySources.get(environment);
		this.written = new Binder(this.sources, PlaceholdersResolver.NONE);
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

	/** Whether there are resources of Microgate that the translation may collide with. */
	boolean areBesideMicrogate() {
		return MICROGATE.stream().anyMatch((key) -> areSet(ConfigurationPropertyName.of("microgate").append(key)));
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
	 * @return the value as it is written, {@code null} if it is absent or resolves to
	 * nothing
	 */
	@Nullable String value(String key) {
		String value = written(key);
		return (value != null && isText(value)) ? value : null;
	}

	/**
	 * Returns the value of a property, blank or not.
	 * @param key its name, from the prefix on
	 * @return the value, {@code null} if it is absent
	 */
	@Nullable String written(String key) {
		return this.written.bind(name(key), Bindable.of(String.class)).orElse(null);
	}

	/**
	 * Resolves the placeholders of a value.
	 * @param value the value as it is written
	 * @return what the application reads, {@code null} if a placeholder has no value
	 */
	@Nullable String resolved(String value) {
		try {
			return this.environment.resolveRequiredPlaceholders(value);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private boolean isText(String value) {
		String resolved = resolved(value);
		return StringUtils.hasText((resolved != null) ? resolved : value);
	}

	/**
	 * Returns the values of a property that is a list, without blank ones.
	 * @param key its name, from the prefix on
	 * @return the values, empty if it is absent
	 */
	List<String> values(String key) {
		String text = placeholders(key);
		List<String> values;
		if (text == null) {
			values = list(this.written, key);
		}
		else if (resolved(text) == null) {
			return List.of(text);
		}
		else {
			values = list(Binder.get(this.environment), key).stream()
				.map((value) -> value.replace("${", "\\${"))
				.toList();
		}
		List<String> filled = values.stream().filter(this::isText).distinct().toList();
		// without any value the list would not count
		return filled.isEmpty() ? values.stream().distinct().toList() : filled;
	}

	private static List<String> list(Binder binder, String key) {
		return binder.bind(name(key), Bindable.listOf(String.class)).orElseGet(List::of);
	}

	/**
	 * Returns a list that is written as one string with placeholders.
	 * @param key its name, from the prefix on
	 * @return the string, {@code null} if it is written otherwise
	 */
	@Nullable String placeholders(String key) {
		for (ConfigurationPropertySource source : this.sources) {
			if (source.getConfigurationProperty(name(key)) != null) {
				String text = written(key);
				return (text != null && text.contains("${")) ? text : null;
			}
			if (source.getConfigurationProperty(name(key).append("[0]")) != null) {
				return null;
			}
		}
		return null;
	}

	/** The lists with which Spring Boot does not start, for a missing index. */
	List<String> unreadableLists() {
		return LISTS.stream().filter((key) -> !isReadable(key)).toList();
	}

	private boolean isReadable(String key) {
		try {
			list(this.written, key);
			return true;
		}
		catch (BindException ex) {
			return false;
		}
	}

	/** The keys that Spring Boot passes over, from the prefix on. */
	Set<String> unknownKeys() {
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
		Set<String> unknown = new TreeSet<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream()
					.filter((name) -> prefix.isAncestorOf(name) && !(variables ? isKnownVariable(name) : isKnown(name)))
					.forEach((name) -> unknown.add(name.subName(prefix.getNumberOfElements()).toString()));
			}
		}
		return unknown;
	}

	private static boolean isKnown(ConfigurationPropertyName name) {
		return Stream.concat(LISTS.stream(), OTHERS.stream()).anyMatch((key) -> name(key).equals(name))
				|| (name.isLastElementIndexed() && LISTS.stream().anyMatch((key) -> name(key).isParentOf(name)));
	}

	/** A variable does not tell dots from dashes. */
	private static boolean isKnownVariable(ConfigurationPropertyName name) {
		String letters = letters(name);
		return Stream.concat(LISTS.stream(), OTHERS.stream()).anyMatch((key) -> letters(name(key)).equals(letters))
				|| LISTS.stream().anyMatch((key) -> letters.matches(letters(name(key)) + "\\d+"));
	}

	private static String letters(ConfigurationPropertyName name) {
		return name.toString().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	private static ConfigurationPropertyName name(String key) {
		return ConfigurationPropertyName.of(PREFIX + "." + key);
	}

}
