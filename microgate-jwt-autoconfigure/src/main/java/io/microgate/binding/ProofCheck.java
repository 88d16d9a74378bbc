package io.microgate.binding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.jose.CompactJws;
import io.microgate.jose.JwkReader;
import io.microgate.jose.JwkThumbprint;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.NumericDate;
import io.microgate.jose.Signatures;
import io.microgate.jose.StrictJson;
import io.microgate.jose.VerificationKey;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Checks the proof of a request that its sender has the key that the token is bound to
 * (RFC 9449 section 4.3).
 */
final class ProofCheck {

	private static final String FIELD = "DPoP";

	private static final String TYPE = "dpop+jwt";

	private static final int MAX_PROOF_LENGTH = 8192;

	private static final int MAX_ID_LENGTH = 256;

	/** A client chooses its key, and with it what a signature costs. */
	private static final int MAX_RSA_BITS = 4096;

	private static final int MAX_RSA_EXPONENT_BITS = 32;

	/** How much later the clock of the client may be. */
	private static final Duration MAX_AHEAD = Duration.ofSeconds(10);

	private final PublicOrigins origins;

	private final Duration maxAge;

	private final Duration longestMaxAge;

	private final Signatures signatures;

	ProofCheck(PublicOrigins origins, Duration maxAge, Duration longestMaxAge, Signatures signatures) {
		this.origins = origins;
		this.maxAge = maxAge;
		this.longestMaxAge = longestMaxAge;
		this.signatures = signatures;
	}

	/**
	 * Checks the proof.
	 * @param token the token
	 * @param thumbprint thumbprint of the key that the token is bound to
	 * @param now the time
	 * @return the proof, if it is good, or why it is not
	 */
	BindingOutcome check(PresentedToken token, String thumbprint, Instant now) {
		List<String> fields = token.request().headers(FIELD);
		if (fields.isEmpty()) {
			return BindingOutcome.refused(DenyReason.DPOP_MISSING);
		}
		if (fields.size() > 1 || fields.get(0).length() > MAX_PROOF_LENGTH) {
			return BindingOutcome.refused(DenyReason.DPOP_INVALID);
		}
		try {
			CompactJws proof = CompactJws.parse(fields.get(0));
			UsedProof used = isSigned(proof, thumbprint) ? read(proof.payload(), token, thumbprint, now) : null;
			return (used != null) ? new BindingOutcome(null, used) : BindingOutcome.refused(DenyReason.DPOP_INVALID);
		}
		catch (MalformedJoseException ex) {
			// what is wrong is not reported: the client must not learn it
			return BindingOutcome.refused(DenyReason.DPOP_INVALID);
		}
	}

	/** A key that the token is not bound to is not worth checking a signature. */
	private boolean isSigned(CompactJws proof, String thumbprint) throws MalformedJoseException {
		JwsAlgorithm algorithm = JwsAlgorithm.of(proof.header().algorithm());
		if (algorithm == null || !TYPE.equals(proof.header().type())
				|| !(proof.header().members().get("jwk") instanceof Map<?, ?> members)) {
			return false;
		}
		VerificationKey key = new JwkReader(members, List.of("sig")).read();
		return JwkThumbprint.of(members).equals(thumbprint) && isAffordable(key)
				&& this.signatures.verify(key, algorithm, proof.signingInput(), proof.signature());
	}

	private static boolean isAffordable(VerificationKey key) {
		return !(key.publicKey() instanceof RSAPublicKey rsa) || (rsa.getModulus().bitLength() <= MAX_RSA_BITS
				&& rsa.getPublicExponent().bitLength() <= MAX_RSA_EXPONENT_BITS);
	}

	private @Nullable UsedProof read(byte[] payload, PresentedToken token, String thumbprint, Instant now)
			throws MalformedJoseException {
		Map<String, @Nullable Object> claims = StrictJson.parseUnverified(payload);
		boolean fits = isFor(token.request(), claims) && hash(token.token().text()).equals(claims.get("ath"));
		if (!fits || !(claims.get("jti") instanceof String id) || id.isEmpty()
				|| id.codePointCount(0, id.length()) > MAX_ID_LENGTH
				|| !(claims.get("iat") instanceof Number seconds)) {
			return null;
		}
		Instant issuedAt = NumericDate.toInstant(seconds);
		if (issuedAt.isBefore(now.minus(this.maxAge)) || issuedAt.isAfter(now.plus(MAX_AHEAD))) {
			return null;
		}
		return new UsedProof(thumbprint, hash(thumbprint + '.' + id), issuedAt.plus(this.longestMaxAge));
	}

	private boolean isFor(RequestFacts request, Map<String, @Nullable Object> claims) {
		return request.method().equals(claims.get("htm")) && claims.get("htu") instanceof String uri
				&& this.origins.isTarget(uri, request);
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
