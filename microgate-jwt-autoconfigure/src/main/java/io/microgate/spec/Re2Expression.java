package io.microgate.spec;

import java.util.ArrayDeque;
import java.util.Deque;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Tells which regular expressions can be compiled. RE2 counts repetitions within
 * repetitions together, RE2/J does not: {@code ((a{1000}){1000}){1000}} would fill the
 * heap of whoever compiles it.
 */
public final class Re2Expression {

	/** As in RE2 itself. */
	private static final int MAX_REPETITIONS = 1000;

	private final String text;

	private int index;

	private Re2Expression(String text) {
		this.text = text;
	}

	/**
	 * Whether a text is a regular expression in RE2 syntax.
	 * @param text any text
	 * @return whether compiling it succeeds and takes no more than it should
	 */
	public static boolean isValid(String text) {
		if (new Re2Expression(text).repetitions() > MAX_REPETITIONS) {
			return false;
		}
		try {
			Pattern.compile(text);
			return true;
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	/**
	 * How often something is repeated at most, by counts within counts. Where the
	 * expression is none, anything.
	 */
	private long repetitions() {
		Deque<Long> groups = new ArrayDeque<>();
		long group = 1;
		long last = 1;
		while (this.index < this.text.length()) {
			char c = this.text.charAt(this.index++);
			switch (c) {
				case '\\' -> skipEscaped();
				case '[' -> skipClass();
				case '(' -> {
					groups.push(group);
					group = 1;
				}
				case '{' -> last = Math.min(last * count(), Integer.MAX_VALUE);
				default -> {
				}
			}
			if (c == ')' && !groups.isEmpty()) {
				last = group;
				group = groups.pop();
			}
			else if ("{*+?".indexOf(c) < 0) {
				last = 1;
			}
			group = Math.max(group, last);
		}
		return group;
	}

	private void skipEscaped() {
		int end = this.text.startsWith("Q", this.index) ? this.text.indexOf("\\E", this.index) + 1 : this.index;
		this.index = (end > 0) ? end + 1 : this.text.length();
	}

	/** A bracket that comes first in a class does not end it. */
	private void skipClass() {
		if (this.text.startsWith("^", this.index)) {
			this.index++;
		}
		if (this.text.startsWith("]", this.index)) {
			this.index++;
		}
		while (this.index < this.text.length() && this.text.charAt(this.index) != ']') {
			this.index += (this.text.charAt(this.index) == '\\') ? 2
					: named() ? this.text.indexOf(":]", this.index) - this.index + 2 : 1;
		}
		this.index++;
	}

	private boolean named() {
		return this.text.startsWith("[:", this.index) && this.text.indexOf(":]", this.index) >= 0;
	}

	/** The greater number of a count, 1 where the brace begins none. */
	private long count() {
		int end = this.text.indexOf('}', this.index);
		String inside = (end >= 0) ? this.text.substring(this.index, end) : "";
		if (!inside.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
			return 1;
		}
		this.index = end + 1;
		long greatest = 1;
		for (String number : inside.split(",")) {
			greatest = Math.max(greatest, Long.parseLong(number));
		}
		return greatest;
	}

}
