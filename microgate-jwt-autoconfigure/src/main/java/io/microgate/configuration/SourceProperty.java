package io.microgate.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * A property as it stands in a source.
 *
 * @param keys parts of its name, the root included
 * @param value the value before placeholders are resolved
 * @param explicitNull whether the source says {@code null}, as JSON can
 * @param source rank of the source, 0 takes precedence over all others
 * @param origin where it stands
 * @param located whether the origin is as good as it gets: Boot gives no line to
 * {@code {}}
 */
record SourceProperty(List<WrittenKey> keys, Object value, boolean explicitNull, int source, @Nullable Origin origin,
		boolean located) {

	private static final Set<String> JSON = Set.of("spring.application.json", "SPRING_APPLICATION_JSON");

	boolean isEmptyObject() {
		return this.value instanceof Map<?, ?> object && object.isEmpty();
	}

	boolean isEmptyList() {
		return this.value instanceof Collection<?> list && list.isEmpty();
	}

	boolean isEmptyText() {
		return this.value instanceof CharSequence text && text.isEmpty();
	}

	/**
	 * Whether the value is nothing where the source could say {@code {}}. For a YAML file
	 * Boot turns both into the same empty text, but tracks the origin of the first only.
	 * @return {@code false} for properties files, which have no other way to say it
	 */
	boolean isNothing() {
		return this.explicitNull || isEmptyText() && (isOfJson() || isOfYaml());
	}

	/** Where an empty object is one, an empty text is not. */
	private boolean isOfJson() {
		return this.origin instanceof PropertySourceOrigin source && JSON.contains(source.getPropertyName());
	}

	private boolean isOfYaml() {
		return this.origin instanceof TextResourceOrigin text
				&& !isPropertiesFile(text.getResource() != null ? text.getResource().getFilename() : null);
	}

	private static boolean isPropertiesFile(@Nullable String filename) {
		return filename != null && filename.endsWith(".properties");
	}

}
