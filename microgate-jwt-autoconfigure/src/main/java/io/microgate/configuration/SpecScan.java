package io.microgate.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.manifest.ManifestNode;
import org.jspecify.annotations.Nullable;

/**
 * Holds a spec of a manifest against the fields that the specs know, as the API server
 * does: a field is spelled one way, and a value is of its kind or refused. What is left
 * joins the {@link EffectiveValues effective values}.
 */
final class SpecScan {

	private static final Pattern GO_DURATION = Pattern
		.compile("[-+]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))++|[-+]?0");

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

	private final Problems problems;

	private final EffectiveValues values;

	SpecScan(Problems problems, EffectiveValues values) {
		this.problems = problems;
		this.values = values;
	}

	/**
	 * Scans a value and all below it.
	 * @param place its place
	 * @param known what may stand there
	 * @param node what does
	 */
	void scan(ManifestPlace place, KnownKey known, ManifestNode node) {
		remember(place, node);
		if (node.kind() == Kind.NULL) {
			refuseNothing(place, known);
			return;
		}
		switch (known.kind()) {
			case OBJECT -> scanObject(place, known, node);
			case LIST -> scanList(place, known, node);
			case TEXT -> takeText(place, known, node);
			case NUMBER -> takeNumber(place, known, node);
			case FLAG -> takeFlag(place, known, node);
			case MAP -> throw new IllegalStateException("Specs have no maps");
		}
	}

	void remember(ManifestPlace place, ManifestNode node) {
		this.problems.manifests().add(place.path(), place.text(), node.origin());
	}

	private void scanObject(ManifestPlace place, KnownKey known, ManifestNode node) {
		if (node.kind() != Kind.OBJECT) {
			refuseKind(place, known, node);
			return;
		}
		boolean strayed = false;
		for (String field : node.fields().keySet()) {
			ManifestNode value = field(node, field);
			KnownKey child = known.child(field);
			if (child != null && child.field().equals(field) && !isExtension(place, field)) {
				scan(place.child(child), child, value);
			}
			else {
				refuseField(place, known, field, value);
				strayed = true;
			}
		}
		if (this.values.isVacant(place.path())) {
			this.values.put(place.path(), EffectiveValues.EMPTY_OBJECT);
			if (strayed) {
				this.problems.damage().hollow(place.path());
			}
		}
	}

	/** Ours, so a manifest cannot have it. */
	private static boolean isExtension(ManifestPlace place, String field) {
		return field.equals("extensions") && place.path().equals(place.path().resource());
	}

	private void refuseField(ManifestPlace place, KnownKey known, String field, ManifestNode value) {
		String unsupported = known.unsupported().get(WrittenKey.uniform(field));
		if (isExtension(place, field)) {
			refuseField(place, field, value, "is not a field of the custom resource",
					"Write it in the properties, under '%s.extensions'".formatted(place.path()));
		}
		else if (field.equals(unsupported)) {
			refuseField(place, field, value, "is not supported yet", "Remove it, it would not be enforced");
		}
		else {
			List<String> fields = known.children()
				.values()
				.stream()
				.map(KnownKey::field)
				.filter((name) -> !isExtension(place, name))
				.toList();
			String meant = NearestName.find(field, fields);
			KnownKey child = (meant != null) ? known.child(meant) : null;
			refuseField(place, field, value, "is not a known field", Cures.forUnknownField(meant, fields));
			this.problems.damage().stray(place.path(), (child != null) ? place.path().child(child.name()) : null);
		}
	}

	private void refuseField(ManifestPlace place, String field, ManifestNode value, String rule, String cure) {
		this.problems.report(new Problem(place.field(field), render(value), rule, cure, value.origin()));
		this.problems.damage().stray(place.path(), null);
	}

	private void scanList(ManifestPlace place, KnownKey known, ManifestNode node) {
		if (node.kind() != Kind.LIST) {
			refuseKind(place, known, node);
			return;
		}
		if (node.items().isEmpty()) {
			this.values.put(place.path(), "");
		}
		for (int i = 0; i < node.items().size(); i++) {
			scan(place.element(i), known.requiredElement(), node.items().get(i));
		}
	}

	private void takeText(ManifestPlace place, KnownKey known, ManifestNode node) {
		if (node.kind() == Kind.OBJECT || node.kind() == Kind.LIST) {
			refuseKind(place, known, node);
			return;
		}
		if (node.kind() != Kind.TEXT) {
			String read = (node.kind() == Kind.FLAG) ? "true or false" : "a number";
			refuse(place, node, "must be a text, but is read as " + read,
					known.duration() ? "Add a unit, such as " + node.text() + "s"
							: "Quote it, so that it stays the text that is written");
		}
		else if (known.duration() && !GO_DURATION.matcher(node.text()).matches()) {
			refuse(place, node, "must be a duration in Go's format in a manifest, such as 500ms, 10s or 1h30m",
					"Write numbers with units of ns, us, ms, s, m and h");
		}
		this.values.put(place.path(), node.text());
	}

	private void takeNumber(ManifestPlace place, KnownKey known, ManifestNode node) {
		boolean written = node.kind() == Kind.INTEGER && INTEGER.matcher(node.text()).matches();
		Integer number = written ? WrittenNumber.parse(node.text()) : null;
		if (number != null) {
			this.values.put(place.path(), number);
		}
		else {
			refuseKind(place, known, node);
		}
	}

	private void takeFlag(ManifestPlace place, KnownKey known, ManifestNode node) {
		if (node.kind() == Kind.FLAG) {
			this.values.put(place.path(), flag(node));
		}
		else {
			refuseKind(place, known, node);
		}
	}

	/**
	 * The API server would drop the field, so that {@code deny:} with nothing behind it
	 * would open what it was meant to close.
	 */
	private void refuseNothing(ManifestPlace place, KnownKey known) {
		add(place, null, "must be %s, but nothing is given".formatted(known.kind().description()),
				Cures.forNothing(known));
		replace(place, known);
	}

	private void refuseKind(ManifestPlace place, KnownKey known, ManifestNode node) {
		refuse(place, node, "must be " + known.kind().description(), Cures.forKind(known, KnownKey::field));
		replace(place, known);
	}

	private void refuse(ManifestPlace place, ManifestNode node, String rule, String cure) {
		add(place, value(node), rule, cure);
	}

	private void add(ManifestPlace place, @Nullable Object value, String rule, String cure) {
		this.problems.add(place.path(), value, rule, cure);
		this.problems.damage().spoil(place.path());
	}

	private void replace(ManifestPlace place, KnownKey known) {
		switch (known.kind()) {
			case OBJECT, MAP -> this.values.putIfVacant(place.path(), EffectiveValues.EMPTY_OBJECT);
			case LIST, TEXT -> this.values.putIfVacant(place.path(), "");
			case NUMBER -> this.values.putIfVacant(place.path(), 0);
			case FLAG -> this.values.putIfVacant(place.path(), Boolean.TRUE);
		}
	}

	private static ManifestNode field(ManifestNode node, String name) {
		ManifestNode field = node.fields().get(name);
		if (field == null) {
			throw new IllegalStateException("No field '" + name + "'");
		}
		return field;
	}

	private static @Nullable String render(ManifestNode node) {
		return Problem.render(value(node));
	}

	private static @Nullable Object value(ManifestNode node) {
		return switch (node.kind()) {
			case TEXT -> node.text();
			case FLAG -> flag(node);
			case INTEGER, DECIMAL -> number(node.text());
			case OBJECT, LIST, NULL -> null;
		};
	}

	private static Boolean flag(ManifestNode node) {
		return node.text().toLowerCase(Locale.ROOT).matches("true|yes|on");
	}

	private static Object number(String text) {
		return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?") ? new BigDecimal(text) : text;
	}

}
