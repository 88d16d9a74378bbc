package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;

/**
 * Reads the paths of a path pattern. What the expression of a variable leaves out is not
 * known, so that more paths may be read than there are.
 */
final class PatternGlobs {

	private final boolean caseSensitive;

	private List<Glob> globs;

	private boolean exact;

	private PatternGlobs(String prefix, boolean caseSensitive) {
		this.caseSensitive = caseSensitive;
		this.exact = caseSensitive;
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
		if (!pattern.isEmpty()) {
			reader.add(PathPatternText.parse(pattern));
		}
		return new PathSet(reader.globs, reader.exact, null);
	}

	/** Reads a pattern of a route. */
	static PathSet read(PathPatternText pattern) {
		PatternGlobs reader = new PatternGlobs("", true);
		reader.add(pattern);
		return new PathSet(reader.globs, reader.exact, null);
	}

	private void add(PathPatternText pattern) {
		List<PatternSegment> segments = pattern.segments();
		for (int i = 0; i < segments.size(); i++) {
			add(segments.get(i), i == segments.size() - 1);
		}
	}

	private void add(PatternSegment segment, boolean last) {
		Glob slash = Glob.text("/", true);
		switch (segment.kind()) {
			case REST -> {
				List<Glob> rest = append(slash.then(Glob.ANY));
				rest.addAll(this.globs);
				this.globs = rest;
			}
			case ANY -> {
				boolean mayBeEmpty = last && segment.variables().isEmpty();
				this.globs = append(slash.then(mayBeEmpty ? Glob.SEGMENT : Glob.ONE.then(Glob.SEGMENT)));
			}
			case TEXT, MIXED -> this.globs = append(slash.then(parts(segment)));
		}
	}

	private List<Glob> append(Glob next) {
		return new ArrayList<>(this.globs.stream().map((glob) -> glob.then(next)).toList());
	}

	private Glob parts(PatternSegment segment) {
		Glob glob = Glob.EMPTY;
		boolean constrained = segment.kind() == Kind.TEXT;
		for (Part part : segment.parts()) {
			glob = glob.then(switch (part.type()) {
				case TEXT -> Glob.text(part.text(), this.caseSensitive);
				case ONE -> Glob.ONE;
				case MANY, VARIABLE -> Glob.SEGMENT;
			});
			constrained = constrained || part.type() == PartType.TEXT || part.type() == PartType.ONE;
			this.exact = this.exact && part.expression() == null;
		}
		this.exact = this.exact && constrained;
		return glob;
	}

}
