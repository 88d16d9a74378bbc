package io.microgate.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Holds every property against the keys that the specs know: finds unknown keys, keys
 * that are not supported yet and values of the wrong kind, in every source. What is left
 * is the {@link EffectiveValues effective values}.
 */
final class KeyScan {

	/** Keys of a custom resource that its spec does not have. */
	private static final Set<String> CUSTOM_RESOURCE = Set.of("apiversion", "kind", "metadata", "spec", "status");

	private final Problems problems;

	private final EffectiveValues values;

	private final ValueCheck valueCheck;

	private final ResourceNames names;

	private final Spellings spellings;

	private final Map<PropertyPath, SourceProperty> taken = new HashMap<>();

	KeyScan(Problems problems, EffectiveValues values, ValueCheck valueCheck) {
		this.problems = problems;
		this.values = values;
		this.valueCheck = valueCheck;
		this.names = new ResourceNames(problems);
		this.spellings = new Spellings(problems);
	}

	/**
	 * Scans the properties.
	 * @param properties the properties in the order of precedence
	 * @param root what is known below the root
	 */
	void scan(List<SourceProperty> properties, KnownKey root) {
		for (SourceProperty property : properties) {
			Place place = locate(property, root);
			if (place != null && !place.shadowed) {
				take(place, property);
			}
		}
		for (PropertyPath list : this.values.emptyListsWithGaps()) {
			this.problems.add(list, null, "must number its items from [0] on without gaps", "Number the items anew");
			this.problems.damage().spoil(list);
		}
		this.problems.damage().strayed().forEach(this::keepPresent);
	}

	private @Nullable Place locate(SourceProperty property, KnownKey root) {
		Place place = new Place(PropertyPath.ROOT, root, false);
		List<WrittenKey> keys = property.keys();
		this.spellings.check(PropertyPath.ROOT, keys.get(0), property);
		for (int i = 1; i < keys.size() && place != null; i++) {
			Step step = new Step(keys.get(i), property, i == keys.size() - 1);
			place = switch (place.known.kind()) {
				case OBJECT -> enterObject(place, step);
				case MAP -> enterMap(place, step);
				case LIST -> enterList(place, step);
				case TEXT, NUMBER, FLAG -> refuseKind(place, property);
			};
		}
		return place;
	}

	private @Nullable Place enterObject(Place place, Step step) {
		if (step.key.isIndex()) {
			return refuseKind(place, step.property);
		}
		boolean plain = !step.key.bracketed() && step.key.text().matches("[A-Za-z0-9_-]+");
		String uniform = plain ? WrittenKey.uniform(step.key.text()) : "";
		KnownKey child = place.known.children().get(uniform);
		if (child != null) {
			PropertyPath path = place.path.child(child.name());
			this.spellings.check(path, step.key, step.property);
			this.problems.styles().add(path, step.key.text());
			return new Place(path, child, place.shadowed);
		}
		String unsupported = place.known.unsupported().get(uniform);
		if (unsupported != null) {
			PropertyPath path = place.path.child(unsupported);
			report(path, step, "is not supported yet", "Remove it, it would not be enforced");
			stray(place, null);
		}
		else {
			refuseUnknown(place, step);
		}
		return null;
	}

	private void refuseUnknown(Place place, Step step) {
		if (CUSTOM_RESOURCE.contains(WrittenKey.uniform(step.key.text())) && isResource(place.path)) {
			refuseCustomResource(place, step);
			return;
		}
		List<String> known = place.known.children().values().stream().map(KnownKey::name).toList();
		String meant = NearestName.find(step.key.text(), known);
		PropertyPath path = step.key.bracketed() ? place.path.entry(step.key.text())
				: place.path.written(step.key.text());
		report(path, step, "is not a known key", Cures.forUnknownKey(step.key.text(), meant, known));
		stray(place, (meant != null) ? place.path.child(meant) : null);
	}

	private static boolean isResource(PropertyPath path) {
		return path.parent() != null && PropertyPath.ROOT.equals(path.parent().parent())
				&& path.equals(path.resource());
	}

	/** One problem for all of it. */
	private void refuseCustomResource(Place place, Step step) {
		SourceProperty property = step.property;
		this.problems.origins().add(place.path, property);
		this.problems.report(place.path, new Problem(place.path.text(), null,
				"must be the content of 'spec', but a whole custom resource is written here",
				"Paste what stands below 'spec' only, or name the file of the resource in 'microgate.manifests'",
				property.located() ? property.origin() : null));
		this.problems.damage().spoil(place.path);
	}

	private @Nullable Place enterMap(Place place, Step step) {
		if (step.key.isIndex()) {
			return refuseKind(place, step.property);
		}
		PropertyPath path = place.path.entry(step.key.text());
		if (this.names.check(place.path, step.key)) {
			return new Place(path, place.known.requiredElement(), place.shadowed);
		}
		this.problems.origins().add(path, step.property);
		return null;
	}

	private @Nullable Place enterList(Place place, Step step) {
		if (!step.key.isIndex()) {
			return refuseKind(place, step.property);
		}
		int index = step.key.index();
		boolean effective = !place.shadowed && this.values.takesList(place.path, step.property.source());
		if (effective) {
			this.values.addIndex(place.path, index);
		}
		PropertyPath path = place.path.element(index);
		this.spellings.check(path, step.key, step.property);
		return new Place(path, place.known.requiredElement(), !effective);
	}

	private @Nullable Place refuseKind(Place place, SourceProperty property) {
		if (!place.shadowed) {
			this.problems.origins().add(place.path, property);
			this.valueCheck.refuseKind(place.path, place.known, null);
		}
		return null;
	}

	private void take(Place place, SourceProperty property) {
		KnownKey known = place.known;
		if (known.kind() == KnownKey.Kind.LIST && !this.values.takesList(place.path, property.source())) {
			return;
		}
		this.problems.origins().add(place.path, property);
		SourceProperty first = this.taken.putIfAbsent(place.path, property);
		if (first == null) {
			this.valueCheck.take(place.path, known, property);
		}
		else if (first.source() == property.source()) {
			this.problems.add(place.path, property.value(), "must be set once, but is set in two spellings",
					"Remove one of them");
		}
	}

	private void report(PropertyPath path, Step step, String rule, String cure) {
		SourceProperty property = step.property;
		String value = step.last ? Problem.render(property.value()) : null;
		this.problems.origins().add(path, property);
		this.problems.report(path,
				new Problem(path.text(), value, rule, cure, property.located() ? property.origin() : null));
	}

	private void stray(Place place, @Nullable PropertyPath meant) {
		if (!place.shadowed) {
			this.problems.damage().stray(place.path, meant);
		}
	}

	/**
	 * An object that has nothing but unknown keys is there all the same.
	 */
	private void keepPresent(PropertyPath object) {
		if (object.parent() != null && this.values.isVacant(object)) {
			this.values.put(object, EffectiveValues.EMPTY_OBJECT);
			this.problems.damage().hollow(object);
		}
	}

	/**
	 * How far a name has been followed.
	 *
	 * @param path the place
	 * @param known what may stand there
	 * @param shadowed whether a list around it is taken from another source
	 */
	private record Place(PropertyPath path, KnownKey known, boolean shadowed) {
	}

	private record Step(WrittenKey key, SourceProperty property, boolean last) {
	}

}
