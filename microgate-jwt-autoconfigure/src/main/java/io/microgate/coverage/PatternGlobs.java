package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Spring path pattern. What a variable's own expression and several variables in
 * one segment leave out is not known, so that more paths may be read than there are.
 */
final class PatternGlobs {

	private final boolean caseSensitive;

	private List<Glob> globs;

	private boolean exact = true;

	private PatternGlobs(String prefix, boolean caseSensitive) {
		this.caseSensitive = caseSensitive;
		this.globs = List.of(Glob.text(prefix, true));
	}

	/**
	 * Reads a pattern.
	 * @param prefix text in front of it
	 * @param pattern the pattern
	 * @param caseSensitive whether it is compared so
	 * @return the paths
	 */
	static PathSet read(String prefix, String pattern, boolean caseSensitive) {
		PatternGlobs reader = new PatternGlobs(prefix, caseSensitive);
		List<String> segments = split(pattern);
		for (int i = 0; i < segments.size(); i++) {
			reader.add(segments.get(i), i == segments.size() - 1);
		}
		return new PathSet(reader.globs, reader.exact && caseSensitive, null);
	}

	/** Each part but the first with the slash before it. Expressions may hold slashes. */
	private static List<String> split(String pattern) {
		List<String> segments = new ArrayList<>();
		int depth = 0;
		int start = 0;
		for (int i = 0; i < pattern.length(); i++) {
			char character = pattern.charAt(i);
			depth += (character == '{') ? 1 : (character == '}') ? -1 : 0;
			if (character == '/' && depth == 0 && i > start) {
				segments.add(pattern.substring(start, i));
				start = i;
			}
		}
		segments.add(pattern.substring(start));
		return segments;
	}

	private void add(String segment, boolean last) {
		if (segment.equals("/**") || segment.startsWith("/{*")) {
			List<Glob> rest = append(this.globs, Glob.text("/", true).then(Glob.ANY));
			rest.addAll(this.globs);
			this.globs = rest;
			this.exact = this.exact && last;
			return;
		}
		boolean single = segment.matches("/(\\*|\\{[^{}:*]+})");
		if (single) {
			Glob name = (segment.equals("/*") && last) ? Glob.SEGMENT : Glob.ONE.then(Glob.SEGMENT);
			this.globs = append(this.globs, Glob.text("/", true).then(name));
			return;
		}
		this.globs = append(this.globs, mixed(segment));
	}

	private static List<Glob> append(List<Glob> globs, Glob next) {
		return new ArrayList<>(globs.stream().map((glob) -> glob.then(next)).toList());
	}

	private Glob mixed(String segment) {
		Glob glob = Glob.EMPTY;
		int position = 0;
		while (position < segment.length()) {
			char character = segment.charAt(position);
			int end = position + 1;
			if (character == '{') {
				end = endOfVariable(segment, position);
				glob = glob.then(Glob.SEGMENT);
				this.exact = false;
			}
			else if (character == '*') {
				glob = glob.then(Glob.SEGMENT);
				this.exact = false;
			}
			else {
				glob = glob
					.then((character == '?') ? Glob.ONE : Glob.text(String.valueOf(character), this.caseSensitive));
			}
			position = end;
		}
		return glob;
	}

	private static int endOfVariable(String segment, int start) {
		int depth = 0;
		for (int i = start; i < segment.length(); i++) {
			char character = segment.charAt(i);
			depth += (character == '{') ? 1 : (character == '}') ? -1 : 0;
			if (depth == 0) {
				return i + 1;
			}
		}
		return segment.length();
	}

}
