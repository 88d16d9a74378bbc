package io.microgate.match;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads the classes of a regular expression: in brackets, Perl's, POSIX's and Unicode's.
 */
final class RegexClassReader {

	private static final String PERL = "dsw";

	private final RegexCursor cursor;

	RegexClassReader(RegexCursor cursor) {
		this.cursor = cursor;
	}

	/** Reads a class in brackets. A bracket that comes first does not end it. */
	CharSet bracketed(boolean ignoreCase) {
		this.cursor.skip("[");
		boolean negated = this.cursor.skip("^");
		List<CharSet> sets = new ArrayList<>();
		do {
			sets.add(item(ignoreCase));
		}
		while (!this.cursor.skip("]"));
		CharSet union = CharSet.union(sets);
		return negated ? union.negate() : union;
	}

	private CharSet item(boolean ignoreCase) {
		if (this.cursor.isAt("[:") && this.cursor.hasAhead(":]")) {
			return posix(ignoreCase);
		}
		CharSet escaped = escaped(ignoreCase);
		return (escaped != null) ? escaped : range(ignoreCase);
	}

	private CharSet range(boolean ignoreCase) {
		int first = character();
		int last = first;
		if (this.cursor.isAt('-') && !this.cursor.isAt("-]")) {
			this.cursor.skip("-");
			last = character();
		}
		if (last < first) {
			throw this.cursor.fault("a range that ends before it begins");
		}
		CharSet set = CharSet.of(first, last);
		return ignoreCase ? set.fold() : set;
	}

	private int character() {
		return this.cursor.isAt('\\') ? this.cursor.escape() : this.cursor.next();
	}

	private CharSet posix(boolean ignoreCase) {
		this.cursor.skip("[:");
		boolean negated = this.cursor.skip("^");
		String name = this.cursor.skipBehind(':');
		this.cursor.skip("]");
		return (name.length() > 1) ? named(name, negated, ignoreCase) : unknownClass();
	}

	/**
	 * Reads a class that begins with a backslash.
	 * @return the class, or {@code null} if none begins here
	 */
	@Nullable CharSet escaped(boolean ignoreCase) {
		if (this.cursor.skip("\\p") || this.cursor.skip("\\P")) {
			if (this.cursor.next() == '{') {
				this.cursor.skipBehind('}');
			}
			return CharSet.UNKNOWN;
		}
		for (int i = 0; i < PERL.length(); i++) {
			String name = PERL.substring(i, i + 1);
			boolean negated = this.cursor.skip("\\" + (char) (PERL.charAt(i) - 'a' + 'A'));
			if (negated || this.cursor.skip("\\" + name)) {
				return named(name, negated, ignoreCase);
			}
		}
		return null;
	}

	private CharSet named(String name, boolean negated, boolean ignoreCase) {
		CharSet named = CharSet.named(name);
		if (named == null) {
			return unknownClass();
		}
		CharSet set = ignoreCase ? named.fold() : named;
		return negated ? set.negate() : set;
	}

	private CharSet unknownClass() {
		throw this.cursor.fault("a class that RE2 does not have");
	}

}
