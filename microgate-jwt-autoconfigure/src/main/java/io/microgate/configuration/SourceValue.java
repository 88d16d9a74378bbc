package io.microgate.configuration;

import java.util.Collection;
import java.util.Set;

import io.microgate.manifest.ManifestNode.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * A value as one source writes it.
 *
 * @param kind what it is
 * @param content the value before placeholders are resolved
 * @param origin where it is written
 * @param located whether the origin is as good as it gets: Boot gives no line to
 * {@code {}}
 */
record SourceValue(Kind kind, Object content, @Nullable Origin origin, boolean located) {

	private static final Set<String> JSON = Set.of("spring.application.json", "SPRING_APPLICATION_JSON");

	/**
	 * Creates the value of a property.
	 * @param content the value, {@code null} if the source says so, as JSON can
	 * @param origin where it is written
	 * @param located whether the origin is as good as it gets
	 * @return the value
	 */
	static SourceValue ofProperty(@Nullable Object content, @Nullable Origin origin, boolean located) {
		return new SourceValue(kind(content), (content != null) ? content : "", origin, located);
	}

	private static Kind kind(@Nullable Object content) {
		if (content instanceof CharSequence) {
			return Kind.TEXT;
		}
		if (content instanceof Number) {
			return Kind.DECIMAL;
		}
		if (content instanceof Boolean) {
			return Kind.FLAG;
		}
		return (content == null) ? Kind.NULL : (content instanceof Collection) ? Kind.LIST : Kind.OBJECT;
	}

	boolean isEmptyText() {
		return this.content instanceof CharSequence text && text.isEmpty();
	}

	/**
	 * Whether a property is nothing where its source could say {@code {}}. For a YAML
	 * file Boot turns both into the same empty text, but tracks the origin of the first
	 * only.
	 * @return {@code false} for properties files, which have no other way to say it
	 */
	boolean isNothing() {
		return this.kind == Kind.NULL || isEmptyText() && (isOfJson() || isOfYaml());
	}

	/** Where an empty object is one, an empty string is not. */
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
