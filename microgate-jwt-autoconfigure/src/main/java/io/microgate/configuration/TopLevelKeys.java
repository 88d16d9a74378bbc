package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds what files have at their top level although it was meant for Microgate. Other
 * libraries have keys there too, so this is only asked where something is wrong anyway.
 */
public final class TopLevelKeys {

	private static final String ROOT = PropertyPath.ROOT.toString();

	private TopLevelKeys() {
	}

	/**
	 * Requires that something is configured.
	 * @param environment where properties come from
	 * @throws InvalidConfigurationException if no source has a key under
	 * {@code microgate}
	 */
	public static void require(ConfigurableEnvironment environment) {
		Problems problems = new Problems();
		for (SourceNode node : PropertyTrees.read(environment, problems).nodes()) {
			if (!node.children().isEmpty()) {
				return;
			}
		}
		reportOutside(environment.getPropertySources(), problems);
		if (problems.list().isEmpty()) {
			problems.report(nothing(environment));
		}
		problems.throwIfAny();
	}

	private static Problem nothing(ConfigurableEnvironment environment) {
		for (FileProperty property : read(environment.getPropertySources())) {
			String key = property.key();
			if (RelaxedName.nearest(key, List.of(ROOT)) != null) {
				return new Problem(key, null, "is not a key of Microgate, and nothing is configured under 'microgate'",
						"Did you mean '%s'?".formatted(ROOT), property.origin());
			}
		}
		return new Problem(ROOT, null, "must have keys, but nothing is configured under it",
				"Write the configuration below 'microgate:', or name the file that has it", null);
	}

	/**
	 * Reports maps of resources that stand beside {@code microgate}.
	 * @param sources where properties come from
	 * @param problems where problems are reported
	 */
	static void reportOutside(Iterable<PropertySource<?>> sources, Problems problems) {
		List<String> reported = new ArrayList<>();
		for (FileProperty property : read(sources)) {
			String key = property.key();
			if (isOfMicrogate(property) && !reported.contains(key)) {
				reported.add(key);
				problems.report(new Problem(key, null, "is a key of Microgate, but is not below 'microgate'",
						"Put it below 'microgate', indented deeper than it", property.origin()));
			}
		}
	}

	private static boolean isOfMicrogate(FileProperty property) {
		List<WrittenKey> keys = property.keys();
		SpecSchema map = SpecSchema.ROOT.object().child(property.key());
		if (map == null || map.kind() != SpecKind.MAP || keys.size() < 2) {
			return false;
		}
		SpecSchema entry = map.requiredElement();
		return (entry.kind() == SpecKind.OBJECT)
				? keys.size() > 2 && keys.get(2).isPlain() && entry.object().child(keys.get(2).text()) != null
				: String.valueOf(property.value()).matches("(file|classpath):.*");
	}

	private static List<FileProperty> read(Iterable<PropertySource<?>> sources) {
		List<FileProperty> properties = new ArrayList<>();
		for (PropertySource<?> source : sources) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (@Nullable
				String name : enumerable.getPropertyNames()) {
					if (name != null && OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin) {
						properties.add(new FileProperty(WrittenKey.parse(name), source.getProperty(name), origin));
					}
				}
			}
		}
		return properties;
	}

	private record FileProperty(List<WrittenKey> keys, @Nullable Object value, Origin origin) {

		/** The key at the top level; a YAML document {} has a property without any. */
		String key() {
			return this.keys.isEmpty() ? "" : this.keys.get(0).text();
		}

	}

}
