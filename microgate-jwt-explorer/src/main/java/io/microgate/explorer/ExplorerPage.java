package io.microgate.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * The page, and the policy by which a browser runs no script and applies no style but
 * those in it.
 *
 * @param html the whole document
 * @param contentSecurityPolicy the value of the header
 */
record ExplorerPage(String html, String contentSecurityPolicy) {

	private static final String MARKUP = "explorer.html";

	private static final List<String> STYLES = List.of("explanation/explanation.css", "explorer.css");

	private static final List<String> SCRIPTS = List.of("explanation/explanation.js", "explorer.js");

	/**
	 * Reads the page from the class path, and computes the hashes that its policy names.
	 * @return the page
	 */
	static ExplorerPage read() {
		return of(resource(MARKUP).replace("<style></style>", "<style>\n" + resources(STYLES) + "</style>")
			.replace("<script></script>", "<script>\n" + resources(SCRIPTS) + "</script>"));
	}

	/**
	 * Lists what the page is made of.
	 * @return the names of resources beside this class
	 */
	static List<String> resources() {
		return Stream.of(List.of(MARKUP), STYLES, SCRIPTS).flatMap(List::stream).toList();
	}

	private static String resources(List<String> names) {
		return names.stream().map(ExplorerPage::resource).collect(Collectors.joining());
	}

	private static String resource(String name) {
		try (InputStream resource = ExplorerPage.class.getResourceAsStream(name)) {
			Assert.state(resource != null, () -> name + " is missing on the class path");
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ExplorerPage of(String html) {
		return new ExplorerPage(html, String.join("; ", "default-src 'none'", "script-src " + hash(html, "script"),
				"style-src " + hash(html, "style"), "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
				"frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"));
	}

	/** A browser hashes everything between the two tags. */
	private static String hash(String html, String element) {
		String[] parts = html.split("</?%s>".formatted(element), -1);
		Assert.state(parts.length == 3, () -> "The page must have one element '%s'".formatted(element));
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(parts[1].getBytes(StandardCharsets.UTF_8));
			return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
