package io.microgate.check.schema;

/**
 * Translates a regular expression of Java that has to match a whole string to one of
 * ECMA-262, which JSON Schema uses.
 */
final class EcmaExpression {

	private static final String DOT_ALL = "(?s)";

	/** Escaped letters that mean the same in both. */
	private static final String LETTERS = "tnrd";

	private final String java;

	private final boolean dotAll;

	private final StringBuilder ecma = new StringBuilder("^(?:");

	private boolean inClass;

	private boolean quantified;

	private EcmaExpression(String java) {
		this.dotAll = java.startsWith(DOT_ALL);
		this.java = this.dotAll ? java.substring(DOT_ALL.length()) : java;
	}

	/**
	 * Translates an expression.
	 * @param java an expression of Java
	 * @return an expression that matches the same strings; where Java does not backtrack,
	 * it may match more
	 * @throws IllegalArgumentException if it has something that ECMA-262 lacks
	 */
	static String of(String java) {
		return new EcmaExpression(java).translate();
	}

	private String translate() {
		for (int i = 0; i < this.java.length(); i++) {
			char c = this.java.charAt(i);
			if (c == '\\') {
				i++;
				escape(this.java.charAt(i));
			}
			else if (this.inClass) {
				inClass(i, c);
			}
			else {
				outsideOfClass(i, c);
			}
		}
		return this.ecma.append(")$").toString();
	}

	private void escape(char c) {
		if (Character.isLetterOrDigit(c) && LETTERS.indexOf(c) < 0) {
			throw untranslatable();
		}
		this.ecma.append('\\').append(c);
		this.quantified = false;
	}

	private void inClass(int index, char c) {
		if (c == '[' || this.java.startsWith("&&", index)) {
			throw untranslatable();
		}
		this.inClass = c != ']';
		this.ecma.append(c);
	}

	private void outsideOfClass(int index, char c) {
		if (this.java.startsWith("(?", index) && "=!:".indexOf(this.java.charAt(index + 2)) < 0) {
			throw untranslatable();
		}
		boolean possessive = this.quantified && c == '+';
		this.inClass = c == '[';
		this.quantified = !this.quantified && "*+?}".indexOf(c) >= 0;
		if (c == '.' && this.dotAll) {
			this.ecma.append("[\\s\\S]");
		}
		else if (!possessive) {
			this.ecma.append(c);
		}
	}

	private IllegalArgumentException untranslatable() {
		return new IllegalArgumentException("Cannot be translated: " + this.java);
	}

}
