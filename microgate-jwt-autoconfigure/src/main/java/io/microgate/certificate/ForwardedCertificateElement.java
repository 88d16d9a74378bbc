package io.microgate.certificate;

import org.jspecify.annotations.Nullable;

/**
 * Reads the value of {@code X-Forwarded-Client-Cert}: elements that commas separate, each
 * of pairs that semicolons separate, with values that may be quoted. Several elements are
 * refused, because which of them the trusted proxy has written depends on the proxy.
 */
final class ForwardedCertificateElement {

	private static final String CERTIFICATE = "Cert";

	private final String text;

	private int position;

	private @Nullable String certificate;

	private ForwardedCertificateElement(String text) {
		this.text = text;
	}

	/**
	 * Finds the certificate.
	 * @param value the value of the field
	 * @return the value of {@code Cert}, still percent-encoded; {@code null} unless there
	 * is one element that has it once
	 */
	static @Nullable String certificate(String value) {
		ForwardedCertificateElement element = new ForwardedCertificateElement(value.strip());
		return element.readPairs() ? element.certificate : null;
	}

	private boolean readPairs() {
		do {
			if (!readPair()) {
				return false;
			}
		}
		while (take(';'));
		return this.position == this.text.length();
	}

	private boolean readPair() {
		int equals = this.text.indexOf('=', this.position);
		String name = (equals > 0) ? this.text.substring(this.position, equals) : "";
		if (name.isEmpty() || !name.chars().allMatch(ForwardedCertificateElement::isLetter)) {
			return false;
		}
		this.position = equals + 1;
		String value = take('"') ? readQuoted() : readPlain();
		if (value == null) {
			return false;
		}
		if (name.equalsIgnoreCase(CERTIFICATE)) {
			if (this.certificate != null) {
				return false;
			}
			this.certificate = value;
		}
		return true;
	}

	private static boolean isLetter(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	private boolean take(char expected) {
		boolean found = this.position < this.text.length() && this.text.charAt(this.position) == expected;
		this.position += found ? 1 : 0;
		return found;
	}

	private @Nullable String readQuoted() {
		StringBuilder value = new StringBuilder();
		while (this.position < this.text.length()) {
			char c = this.text.charAt(this.position++);
			if (c == '"') {
				return value.toString();
			}
			if (c == '\\' && this.position < this.text.length()) {
				c = this.text.charAt(this.position++);
			}
			value.append(c);
		}
		return null;
	}

	private @Nullable String readPlain() {
		int start = this.position;
		while (this.position < this.text.length() && ",;\"".indexOf(this.text.charAt(this.position)) < 0) {
			this.position++;
		}
		return this.text.substring(start, this.position);
	}

}
