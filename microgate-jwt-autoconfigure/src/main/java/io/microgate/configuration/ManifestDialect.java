package io.microgate.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.microgate.constraint.Violation;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests as the API server does: a field is spelled one way, and a value is of
 * its kind or refused.
 */
final class ManifestDialect implements Dialect {

	static final ManifestDialect INSTANCE = new ManifestDialect();

	private static final Pattern GO_DURATION = Pattern
		.compile("[-+]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))++|[-+]?0");

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

	private ManifestDialect() {
	}

	@Override
	public @Nullable SpecSchema find(PropertyPath object, WrittenKey key) {
		SpecSchema child = object.schema().object().child(key.text());
		return (child != null && child.field().equals(key.text()) && !isExtensions(key.text())) ? child : null;
	}

	/** Extensions are not part of the custom resource, so a manifest cannot have them. */
	private static boolean isExtensions(String field) {
		return field.equals("extensions");
	}

	@Override
	public KeyRefusal refuse(PropertyPath object, WrittenKey key) {
		SpecObject schema = object.schema().object();
		String field = key.text();
		PropertyPath path = object.unknown(key);
		if (isExtensions(field) && schema.child(field) != null) {
			return new KeyRefusal(path, new Violation("is not a field of the custom resource",
					object.isResource() ? "Write it in the properties, under '%s.extensions'".formatted(object)
							: "Beside a manifest the properties can only have extensions of the resource itself: "
									+ "write the whole resource there"),
					null);
		}
		if (field.equals(schema.unsupported(field))) {
			return new KeyRefusal(path, notSupported(schema.listedName(field)), null);
		}
		List<String> fields = schema.fields().stream().filter((name) -> !isExtensions(name)).toList();
		MisplacedKey misplaced = MisplacedKey.find(object, key, this);
		String nearest = RelaxedName.nearest(field, fields);
		if (misplaced != null && (nearest == null || !RelaxedName.isOneLetterOff(field, nearest))) {
			return new KeyRefusal(path, new Violation("is not a known field", misplaced.cure()), misplaced.meant());
		}
		SpecSchema meant = (nearest != null) ? schema.child(nearest) : null;
		String cure = RelaxedName.cureForKey(nearest, fields)
				+ ((misplaced != null) ? " Or else: " + misplaced.cure() : "");
		return new KeyRefusal(path, new Violation("is not a known field", cure),
				(meant != null) ? object.child(meant) : null);
	}

	private static Violation notSupported(@Nullable String listedName) {
		return (listedName == null) ? NOT_SUPPORTED
				: new Violation(NOT_SUPPORTED.rule(), "Remove it, or add '%s' to '%s', so that it is passed over"
					.formatted(listedName, PropertyPath.ROOT.child("manifestsNotEnforced")));
	}

	@Override
	public ParsedValue read(SpecSchema schema, SourceValue value) {
		Kind kind = value.kind();
		if (kind == Kind.NULL) {
			// The API server would drop the field, so that 'deny:' with nothing behind it
			// would open what it was meant to close
			return ParsedValue.ofNothing(schema);
		}
		String text = value.content().toString();
		Object read = switch (schema.kind()) {
			case OBJECT -> (kind == Kind.OBJECT) ? text : null;
			case LIST -> (kind == Kind.LIST) ? List.of() : null;
			case STRING -> (kind == Kind.TEXT) ? text : null;
			case INTEGER ->
				(kind == Kind.INTEGER && INTEGER.matcher(text).matches()) ? PropertyDialect.toInteger(text) : null;
			case BOOLEAN -> (kind == Kind.FLAG) ? isTrue(text) : null;
			case MAP -> throw new IllegalStateException("Specs have no maps");
		};
		if (read == null) {
			return refuse(schema, value);
		}
		if (schema.isDuration() && !GO_DURATION.matcher(text).matches()) {
			return new ParsedValue(text, text,
					new Violation("must be a duration in Go's format in a manifest, such as 500ms, 10s or 1h30m",
							"Write numbers with units of ns, us, ms, s, m and h"));
		}
		return ParsedValue.of(read);
	}

	private ParsedValue refuse(SpecSchema schema, SourceValue value) {
		Object shown = show(value);
		boolean single = value.kind() != Kind.OBJECT && value.kind() != Kind.LIST;
		if (schema.kind() != SpecKind.STRING || !single) {
			return ParsedValue.ofWrongKind(schema, shown);
		}
		String text = value.content().toString();
		boolean number = value.kind() != Kind.FLAG;
		return new ParsedValue(text, shown,
				KindViolations.unquoted(schema, number ? "a number" : "a boolean", number ? text : null));
	}

	@Override
	public boolean hasListValues() {
		return true;
	}

	@Override
	public @Nullable Object show(SourceValue value) {
		String text = value.content().toString();
		return switch (value.kind()) {
			case TEXT -> text;
			case FLAG -> isTrue(text);
			case INTEGER, DECIMAL -> text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?") ? new BigDecimal(text) : text;
			case OBJECT, LIST, NULL -> null;
		};
	}

	private static Boolean isTrue(String text) {
		return text.toLowerCase(Locale.ROOT).matches("true|yes|on");
	}

}
