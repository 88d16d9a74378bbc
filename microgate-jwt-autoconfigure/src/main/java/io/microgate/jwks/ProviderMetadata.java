package io.microgate.jwks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.microgate.jose.MalformedJoseException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the {@code jwks_uri} of a provider's metadata document (OpenID Connect
 * Discovery, RFC 8414). Only the configured issuer may name it, and only on a host that
 * the configuration allows.
 */
final class ProviderMetadata {

	private final JwksSpec.Discovery discovery;

	private final FetchTarget uri;

	private final Consumer<String> log;

	private volatile @Nullable FetchTarget last;

	private volatile @Nullable String failure;

	/**
	 * Creates the metadata of a provider.
	 * @param discovery what the document must say
	 * @param uri where the document is
	 * @param log is given the reason once why the last {@code jwks_uri} stays in use
	 */
	ProviderMetadata(JwksSpec.Discovery discovery, FetchTarget uri, Consumer<String> log) {
		this.discovery = discovery;
		this.uri = uri;
		this.log = log;
	}

	/** Returns the {@code jwks_uri} of the last good document, {@code null} before it. */
	@Nullable FetchTarget last() {
		return this.last;
	}

	/**
	 * Says why the last {@code jwks_uri} is in use although the document was read again.
	 */
	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * Keeps the last {@code jwks_uri} in use.
	 * @param cause why the document cannot be used
	 */
	void failed(String cause) {
		String described = "the discovery document is not used, its last jwks_uri %s serves: %s".formatted(this.last,
				cause);
		if (!described.equals(this.failure)) {
			this.log.accept(described);
		}
		this.failure = described;
	}

	/**
	 * Reads the document.
	 * @param document the document
	 * @return its {@code jwks_uri}
	 * @throws FetchException if it is refused
	 */
	FetchTarget read(FetchedDocument document) throws FetchException {
		Map<String, @Nullable Object> members = members(document);
		checkIssuer(members, document);
		if (!(members.get("jwks_uri") instanceof String text)) {
			throw new FetchException("the discovery document has no string 'jwks_uri'");
		}
		FetchTarget target = check(text);
		this.last = target;
		this.failure = null;
		return target;
	}

	private static Map<String, @Nullable Object> members(FetchedDocument document) throws FetchException {
		try {
			return document.members();
		}
		catch (MalformedJoseException ex) {
			throw UnexpectedDocument.insteadOfMetadata(document, "the discovery document " + ex.getMessage());
		}
	}

	private void checkIssuer(Map<String, @Nullable Object> members, FetchedDocument document) throws FetchException {
		String expected = Objects.requireNonNull(this.discovery.issuer());
		if (!(members.get("issuer") instanceof String issuer)) {
			throw UnexpectedDocument.insteadOfMetadata(document, "the discovery document has no string 'issuer'");
		}
		if (!issuer.equals(expected)) {
			boolean slash = issuer.equals(expected + "/") || expected.equals(issuer + "/");
			throw new FetchException(
					"the discovery document is of the issuer '%s', not of '%s'".formatted(
							LogText.of(issuer, LogText.MAX_URI_LENGTH), LogText.of(expected, LogText.MAX_URI_LENGTH)),
					slash ? "They differ in the slash at the end: write 'discovery.issuer' as the provider does"
							: "Correct 'uri' or 'discovery.issuer'");
		}
	}

	private FetchTarget check(String text) throws FetchException {
		FetchTarget target;
		try {
			target = FetchTarget.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new FetchException("the jwks_uri of the discovery document " + ex.getMessage());
		}
		if (target.uri().getRawFragment() != null) {
			throw refusal(target, "must not have a fragment", null);
		}
		if (target.isPlain() && !this.uri.isPlain()) {
			throw refusal(target, "must be https, because 'uri' is", null);
		}
		List<String> allowed = (this.discovery.allowedHosts() != null) ? this.discovery.allowedHosts() : List.of();
		if (!target.isBeside(this.uri) && allowed.stream().noneMatch(target::isAt)) {
			throw refusal(target, "must be at the host and port of 'uri'",
					"If its keys are to be trusted, add '%s' to 'discovery.allowedHosts'"
						.formatted(LogText.of(target.hostField(), LogText.MAX_URI_LENGTH)));
		}
		return target;
	}

	private static FetchException refusal(FetchTarget target, String rule, @Nullable String hint) {
		return new FetchException("the jwks_uri %s of the discovery document %s".formatted(target, rule), hint);
	}

}
