package io.microgate.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.check.ConfigurationDiff.Difference;
import io.microgate.check.ConfigurationDiff.Field;
import io.microgate.check.ConfigurationDiff.Part;
import io.microgate.coverage.AccessDifference.Requests;
import io.microgate.engine.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Writes differences for people: what they have to look at comes first, and each has the
 * lines to look at.
 */
final class DiffText {

	private static final int MAX_REQUESTS = 4;

	private final List<String> lines = new ArrayList<>();

	private DiffText() {
	}

	static String of(ConfigurationDiff diff) {
		if (diff.same()) {
			return diff.sameText() ? "Same: no request is decided differently."
					: "Same: no request is decided differently. What is written differently decides about no request.";
		}
		DiffText text = new DiffText();
		Map<String, List<Difference>> sections = new LinkedHashMap<>();
		diff.differences()
			.forEach((difference) -> sections.computeIfAbsent(section(difference), (key) -> new ArrayList<>())
				.add(difference));
		List<String> counts = sections.entrySet()
			.stream()
			.map((section) -> section.getValue().size() + " " + section.getKey())
			.toList();
		text.lines.add("Different: " + String.join(", ", counts));
		sections.forEach((title, differences) -> {
			text.lines.add("");
			text.lines.add(Character.toUpperCase(title.charAt(0)) + title.substring(1));
			differences.forEach(text::add);
		});
		return String.join(System.lineSeparator(), text.lines.stream().map(PlainText::of).toList());
	}

	private static String section(Difference difference) {
		boolean certain = difference.proved() || !difference.kind().equals("requests");
		return switch (difference.change()) {
			case "wider" -> certain ? "wider" : "possibly wider";
			case "narrower" -> certain ? "narrower" : "possibly narrower";
			case "moved" -> "moved, with the same authorization";
			default -> "possible, wider or narrower";
		};
	}

	private void add(Difference difference) {
		Part before = difference.before();
		Part after = difference.after();
		if (before != null && after != null) {
			add(before, after);
		}
		else {
			this.lines.add(indent(1) + title(difference));
		}
		List<Requests> requests = Objects.requireNonNullElse(difference.requests(), List.of());
		requests.stream().limit(MAX_REQUESTS).forEach((part) -> this.lines.add(indent(2) + describe(part)));
		if (requests.size() > MAX_REQUESTS) {
			this.lines.add(indent(2) + "and %d more, see --format=json".formatted(requests.size() - MAX_REQUESTS));
		}
		if (difference.example() != null) {
			this.lines.add(indent(2) + "for example " + difference.example());
		}
		Objects.requireNonNullElse(difference.fields(), List.<Field>of()).forEach(this::add);
	}

	private static String title(Difference difference) {
		return switch (difference.kind()) {
			case "jwt" -> "JWT '%s', wherever an entry asks for it".formatted(difference.name());
			case "propagation" -> "IdentityPropagation '%s', whose field is another".formatted(difference.name());
			case "jwks" -> "JWKS '%s', whose keys may be others".formatted(difference.name());
			default -> "every request";
		};
	}

	private void add(Part before, Part after) {
		String old = name(before);
		String next = name(after);
		this.lines.add(indent(1) + (old.equals(next) ? old : old + " -> " + next));
		this.lines.add(indent(2) + "old: " + before.asks() + at(before.place()));
		this.lines.add(indent(2) + "new: " + after.asks() + at(after.place()));
	}

	private static String name(Part part) {
		if (part.route() == null) {
			return "no route";
		}
		return "route '%s', %s".formatted(part.route(),
				(part.entry() != null) ? "entry %d of policy '%s'".formatted(part.entry(), part.policy()) : "no entry");
	}

	private void add(Field field) {
		this.lines.add("%s%s: %s%s -> %s%s".formatted(indent(2), field.path(), value(field.before()),
				at(field.beforePlace()), value(field.after()), at(field.afterPlace())));
	}

	private static String value(@Nullable String value) {
		return (value != null) ? value : "-";
	}

	private static String at(@Nullable String place) {
		return (place != null) ? "  (" + place + ")" : "";
	}

	private static String describe(Requests requests) {
		List<String> parts = new ArrayList<>();
		if (!requests.methods().isEmpty()) {
			List<String> methods = requests.methods()
				.stream()
				.map((method) -> method.isEmpty() ? "any other method" : method)
				.toList();
			parts.add(String.join(", ", methods));
		}
		if (!requests.hosts().isEmpty()) {
			List<String> hosts = requests.hosts()
				.stream()
				.map((host) -> host.isEmpty() ? "any other host" : host)
				.toList();
			parts.add("host " + String.join(", ", hosts));
		}
		parts.add(requests.paths().isEmpty() ? "any path" : "path " + String.join(" and ", requests.paths()));
		parts.addAll(requests.conditions());
		return String.join("; ", parts);
	}

	private static String indent(int depth) {
		return "  ".repeat(depth);
	}

}
