package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;
import io.microgate.match.StringMatcherSpec;
import io.microgate.route.RoutePath;

/**
 * Paths of a match of a route, and their neighbours.
 */
final class PathValues {

	private static final String OTHER = "other";

	/** Few expressions match it. */
	private static final String UNUSUAL = "A-_b~9";

	private PathValues() {
	}

	/** Lists paths that the match has. */
	static List<String> of(RoutePath path) {
		List<String> candidates = switch (path.kind()) {
			case LITERAL -> List.of(path.text());
			case EXPRESSION -> MatcherValues.ofWhole(path.text()).matching();
			case PATTERN -> of(path.pattern());
		};
		return candidates.stream()
			.filter((candidate) -> candidate.startsWith("/") && path.contains(candidate))
			.toList();
	}

	private static List<String> of(PathPatternText pattern) {
		Set<String> paths = new LinkedHashSet<>();
		for (String segment : List.of("x", OTHER, "1", "")) {
			for (String rest : List.of("/" + segment, "/" + segment + "/y", "")) {
				paths.add(join(pattern, segment, rest));
			}
		}
		return List.copyOf(paths);
	}

	private static String join(PathPatternText pattern, String value, String rest) {
		StringBuilder path = new StringBuilder();
		for (PatternSegment segment : pattern.segments()) {
			path.append((segment.kind() == PatternSegment.Kind.REST) ? rest : "/" + segment(segment, value));
		}
		return path.isEmpty() ? "/" : path.toString();
	}

	private static String segment(PatternSegment segment, String value) {
		StringBuilder text = new StringBuilder();
		for (Part part : segment.parts()) {
			text.append(part(part, value));
		}
		return text.toString();
	}

	private static String part(Part part, String value) {
		if (part.type() == PartType.TEXT) {
			return part.text();
		}
		if (part.expression() != null && !value.equals(UNUSUAL)) {
			List<String> matching = MatcherValues.ofWhole(part.expression()).matching();
			return matching.isEmpty() ? value : matching.get(0);
		}
		return (part.type() == PartType.ONE) ? "x" : value;
	}

	/** Lists paths beside one that the match has. */
	static List<String> neighbours(RoutePath path, String example) {
		Set<String> paths = new LinkedHashSet<>(of(path));
		if (path.kind() == RoutePath.Kind.EXPRESSION) {
			paths.addAll(MatcherValues.ofWhole(path.text()).neighbours());
		}
		List<String> bases = new ArrayList<>(List.of(example));
		if (path.literalBeginning() != null) {
			bases.add(path.literalBeginning());
		}
		for (String base : bases) {
			paths.addAll(besides(base));
		}
		if (path.kind() == RoutePath.Kind.PATTERN) {
			paths.add(join(path.pattern(), UNUSUAL, "/" + UNUSUAL));
		}
		paths.add("/" + OTHER);
		paths.add("/");
		return paths.stream().filter((candidate) -> candidate.startsWith("/") && !candidate.contains("//")).toList();
	}

	private static List<String> besides(String path) {
		if (path.equals("/")) {
			return List.of();
		}
		List<String> paths = new ArrayList<>(List.of(path, path + "/x", path + "/x/y", path + "x", path + "/",
				MatcherValues.swapCase(path), path.substring(0, path.length() - 1)));
		String[] segments = path.substring(1).split("/");
		for (int i = 0; i < segments.length; i++) {
			String[] changed = segments.clone();
			changed[i] = OTHER;
			paths.add("/" + String.join("/", changed));
			changed[i] = segments[i] + "x";
			paths.add("/" + String.join("/", changed));
		}
		paths.add("/" + String.join("/", List.of(segments).subList(0, segments.length - 1)));
		return paths;
	}

	/** Lists paths that a condition may be for, below where the match begins. */
	static List<String> of(StringMatcherSpec condition, RoutePath path) {
		return below(MatcherValues.of(condition).matching(), path);
	}

	/** Lists paths near those that a condition is for. */
	static List<String> neighbours(StringMatcherSpec condition, RoutePath path) {
		return below(MatcherValues.of(condition).neighbours(), path);
	}

	/** Lists paths below where the match begins. */
	static List<String> below(List<String> values, RoutePath path) {
		String beginning = Objects.requireNonNullElse(path.literalBeginning(), "/");
		String parent = beginning.equals("/") ? "" : beginning;
		Set<String> paths = new LinkedHashSet<>();
		for (String value : values) {
			String absolute = value.startsWith("/") ? value : "/" + value;
			paths.addAll(List.of(absolute, parent + absolute, absolute + "/x", parent + absolute + "/x",
					parent + absolute + "x", parent + "/x" + value));
			if (absolute.startsWith(parent)) {
				paths.add(parent + MatcherValues.swapCase(absolute.substring(parent.length())));
			}
		}
		return paths.stream()
			.filter((candidate) -> candidate.startsWith("/") && !candidate.contains("//")
					&& (path.contains(candidate) || path.contains(withoutSlash(candidate))))
			.toList();
	}

	/** A path that ends in a slash is read without it as well. */
	private static String withoutSlash(String path) {
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

}
