package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.jose.MalformedJoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a document is that was taken for another one. What it quotes is short and
 * printable.
 */
final class UnexpectedDocument {

	private static final String GOOGLE = "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com";

	private static final Pattern HTML = Pattern.compile("<(!doctype html|html|head|body|script|meta|title)\\b");

	private UnexpectedDocument() {
	}

	/**
	 * Looks at a document that is no key set.
	 * @param document the document
	 * @param otherwise what is wrong with it as a key set
	 * @return the refusal
	 */
	static FetchException insteadOfKeySet(FetchedDocument document, String otherwise) {
		FetchException text = ofText(document);
		Map<String, @Nullable Object> json = (text == null) ? json(document) : null;
		if (json == null || json.containsKey("keys")) {
			return (text != null) ? text : new FetchException(otherwise + ((json == null) ? type(document) : ""));
		}
		if (json.get("jwks_uri") instanceof String uri) {
			return new FetchException(
					"this is a discovery document, its jwks_uri is " + LogText.of(uri, LogText.MAX_URI_LENGTH),
					"Configure that URI as 'uri', or 'extensions.discovery' to have it read from here");
		}
		if (json.get("kty") instanceof String) {
			return new FetchException("this is a single JWK, not a JWK set",
					"The provider has to serve an object with the JWK in an array 'keys'");
		}
		if (isMapOfCertificates(json)) {
			return new FetchException("this is a map of X.509 certificates by key id, not a JWK set",
					"Configure the URI of the provider's JWK set, for Firebase " + GOOGLE);
		}
		if (json.containsKey("error") || json.containsKey("errors")) {
			String error = (json.get("error") instanceof String code && code.matches("[a-z_]{1,64}"))
					? ", '" + code + "'" : "";
			return new FetchException("this is an error response" + error + ", not a JWK set" + type(document));
		}
		return new FetchException(otherwise + type(document),
				"The URI of a provider's keys is the 'jwks_uri' of its discovery document");
	}

	/**
	 * Looks at a document that is no metadata.
	 * @param document the document
	 * @param otherwise what is wrong with it as metadata
	 * @return the refusal
	 */
	static FetchException insteadOfMetadata(FetchedDocument document, String otherwise) {
		FetchException text = ofText(document);
		Map<String, @Nullable Object> json = (text == null) ? json(document) : null;
		if (json != null && json.get("keys") instanceof List<?>) {
			return new FetchException("this is a JWK set, not a discovery document",
					"Remove 'extensions.discovery', or configure the URI of the discovery document");
		}
		return (text != null) ? text : new FetchException(otherwise);
	}

	private static @Nullable FetchException ofText(FetchedDocument document) {
		if (document.body().length == 0) {
			return new FetchException("the answer has an empty body" + type(document));
		}
		String start = new String(document.body(), 0, Math.min(document.body().length, 512), StandardCharsets.UTF_8)
			.replaceFirst("^\ufeff", "")
			.strip()
			.toLowerCase(Locale.ROOT);
		boolean markup = start.startsWith("<");
		if (markup && (HTML.matcher(start).lookingAt() || type(document).contains("html"))) {
			return new FetchException("this is an HTML page" + type(document),
					"Configure the URI that has the document itself, not a page about it or a sign-in");
		}
		if (markup) {
			return new FetchException("this is XML, not JSON" + type(document));
		}
		if (start.startsWith("-----begin")) {
			return new FetchException("this is PEM, not a JWK set" + type(document),
					"Configure the URI of the provider's JWK set");
		}
		if (start.startsWith("[")) {
			return new FetchException("this is a JSON array, not a JSON object with an array 'keys'" + type(document));
		}
		return start.startsWith("ey") ? new FetchException("this is a JWT, not JSON" + type(document)) : null;
	}

	private static String type(FetchedDocument document) {
		return (document.contentType() != null) ? ", content type '" + LogText.of(document.contentType()) + "'" : "";
	}

	private static @Nullable Map<String, @Nullable Object> json(FetchedDocument document) {
		try {
			return document.members();
		}
		catch (MalformedJoseException ex) {
			return null;
		}
	}

	private static boolean isMapOfCertificates(Map<String, @Nullable Object> json) {
		return !json.isEmpty() && json.values()
			.stream()
			.allMatch((value) -> value instanceof String text && text.startsWith("-----BEGIN CERTIFICATE"));
	}

}
