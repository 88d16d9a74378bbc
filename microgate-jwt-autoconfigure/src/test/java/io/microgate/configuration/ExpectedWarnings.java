package io.microgate.configuration;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.yaml.snakeyaml.Yaml;

/**
 * The warnings that accepted manifests must cause, by what is written there.
 */
final class ExpectedWarnings {

	/** What warnings of these kinds say. */
	static final List<String> TEXTS = List.of("is open", "accepts tokens that never expire",
			"checks neither issuer nor audiences", "takes tokens from the query string", "is not anchored");

	private final TreeSet<String> warnings = new TreeSet<>();

	private ExpectedWarnings() {
	}

	/** The warnings as far as they are fixed: place, space, text. */
	static TreeSet<String> of(String manifests) {
		ExpectedWarnings expected = new ExpectedWarnings();
		for (Object document : new Yaml().loadAll(manifests)) {
			if (document instanceof Map<?, ?> resource && resource.get("spec") instanceof Map<?, ?> spec) {
				String place = "%s '%s': spec".formatted(resource.get("kind"),
						((Map<?, ?>) resource.get("metadata")).get("name"));
				switch (String.valueOf(resource.get("kind"))) {
					case "AccessControlPolicy" -> expected.policy(place, spec);
					case "JWT" -> expected.jwt(place, spec);
					default -> {
					}
				}
			}
		}
		return expected.warnings;
	}

	private void policy(String place, Map<?, ?> spec) {
		List<?> entries = (List<?>) spec.get("policies");
		for (int i = 0; i < entries.size(); i++) {
			Map<?, ?> authorization = (Map<?, ?>) ((Map<?, ?>) entries.get(i)).get("authorization");
			if (!authorization.containsKey("authentication") && !authorization.containsKey("deny")) {
				this.warnings.add("%s.policies[%d].authorization is open".formatted(place, i));
			}
		}
		regexes(place, spec);
	}

	private void jwt(String place, Map<?, ?> spec) {
		if (Boolean.FALSE.equals(spec.get("expirationRequired"))) {
			this.warnings.add(place + ".expirationRequired accepts tokens that never expire");
		}
		List<?> entries = (List<?>) spec.get("requireAny");
		for (int i = 0; i < entries.size(); i++) {
			Map<?, ?> entry = (Map<?, ?>) entries.get(i);
			if (!entry.containsKey("issuer") && !entry.containsKey("audiences")) {
				this.warnings.add("%s.requireAny[%d] checks neither issuer nor audiences".formatted(place, i));
			}
		}
		List<?> sources = spec.containsKey("extractionSources") ? (List<?>) spec.get("extractionSources") : List.of();
		for (int i = 0; i < sources.size(); i++) {
			if (((Map<?, ?>) sources.get(i)).containsKey("queryParameter")) {
				this.warnings.add("%s.extractionSources[%d].queryParameter takes tokens from the query string"
					.formatted(place, i));
			}
		}
		regexes(place, spec);
	}

	/** A path that begins like this is a hint only. */
	private void regexes(String place, Object node) {
		if (node instanceof Map<?, ?> object) {
			object.forEach((field, value) -> {
				boolean matcher = place.endsWith(".matcher") && field.equals("regex");
				boolean begins = matcher && value.toString().startsWith("^");
				if (matcher && !(begins && (value.toString().endsWith("$") || place.endsWith("s.path.matcher")))) {
					this.warnings.add(place + ".regex is not anchored");
				}
				regexes(place + "." + field, value);
			});
		}
		else if (node instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				regexes("%s[%d]".formatted(place, i), list.get(i));
			}
		}
	}

}
