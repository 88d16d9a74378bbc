package io.microgate.decision;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused: a closed set, used unchanged in logs, meters and tests. Also
 * says what the client is told, which is never which check failed (RFC 6750 section 3.1).
 * The reasons from {@link #TOKEN_MALFORMED} to {@link #TOKEN_BINDING} are in the order in
 * which a token is checked, and are compared by it.
 */
public enum DenyReason {

	/** No token at any source. */
	TOKEN_MISSING("token.missing", 401, null),

	/** The chosen source carries several tokens. */
	TOKEN_AMBIGUOUS("token.ambiguous", 400, "invalid_request"),

	/** The token is longer than accepted. */
	TOKEN_TOO_LARGE("token.too_large"),

	/** The token is no compact JWS with a JSON object as payload, or a claim is. */
	TOKEN_MALFORMED("token.malformed"),

	/** The {@code typ} header is not accepted. */
	TOKEN_TYPE("token.type"),

	/** The {@code alg} header is not accepted. */
	TOKEN_ALGORITHM("token.algorithm"),

	/** No key of the key set has the token's key id, or none may be used for it. */
	KEY_UNKNOWN("key.unknown"),

	/** The signature does not verify. */
	TOKEN_SIGNATURE("token.signature"),

	/** The issuer is not the required one. */
	TOKEN_ISSUER("token.issuer"),

	/** No required audience is among the token's. */
	TOKEN_AUDIENCE("token.audience"),

	/** The subject is not one that is required. */
	TOKEN_SUBJECT("token.subject"),

	/** A claim is not as the JWT requires it. */
	TOKEN_CLAIMS("token.claims"),

	/** The token has expired. */
	TOKEN_EXPIRED("token.expired"),

	/** The token is not valid yet. */
	TOKEN_NOT_YET_VALID("token.not_yet_valid"),

	/** The token has no expiration. */
	TOKEN_EXPIRATION_MISSING("token.expiration_missing"),

	/** The token's lifetime is too long or cannot be computed. */
	TOKEN_LIFETIME("token.lifetime"),

	/** The token has been revoked. */
	TOKEN_REVOKED("token.revoked"),

	/** The token is not bound to its sender as it says, or as the JWT requires it. */
	TOKEN_BINDING("token.binding"),

	/** The token is bound to a key, and no proof of its possession was sent. */
	DPOP_MISSING("dpop.missing", 401, "invalid_dpop_proof"),

	/** The proof of the possession of a key is not acceptable. */
	DPOP_INVALID("dpop.invalid", 401, "invalid_dpop_proof"),

	/** The proof of the possession of a key has been used before. */
	DPOP_REPLAY("dpop.replay", 401, "invalid_dpop_proof"),

	/** It cannot be told whether the proof has been used before. */
	DPOP_UNAVAILABLE("dpop.unavailable", 503, null),

	/** It is not known which tokens are revoked. */
	REVOCATION_UNAVAILABLE("revocation.unavailable", 503, null),

	/** The keys needed to judge the token are not available. */
	KEY_UNAVAILABLE("key.unavailable", 503, null),

	/** Not every requirement of {@code requireAll} is met. */
	CLAIMS_REQUIRE_ALL("claims.require_all", 403, "insufficient_scope"),

	/** No requirement of {@code requireAny} is met. */
	CLAIMS_REQUIRE_ANY("claims.require_any", 403, "insufficient_scope"),

	/** A requirement of {@code requireNone} is met, or cannot be compared. */
	CLAIMS_REQUIRE_NONE("claims.require_none", 403, "insufficient_scope"),

	/** The client has authenticated too long ago, or not strongly enough. */
	TOKEN_STEP_UP("token.step_up", 401, "insufficient_user_authentication"),

	/** The client has no certificate. */
	CERTIFICATE_MISSING("certificate.missing", 403, null),

	/** What the client has presented is not one certificate. */
	CERTIFICATE_INVALID("certificate.invalid", 403, null),

	/** The certificate of the client is not one that is required. */
	CERTIFICATE_NOT_MET("certificate.not_met", 403, null),

	/** The policy entry denies every request. */
	POLICY_DENY("policy.deny", 403, null),

	/** No entry of the policy is for this request. */
	POLICY_NONE("policy.none", 403, null),

	/** No route is for this request. */
	ROUTE_NONE("route.none", 403, null),

	/** A token from a cookie on a request that another site may have caused. */
	REQUEST_CROSS_SITE("request.cross_site", 403, null),

	/**
	 * The path cannot be judged, or judging the request by regular expressions would cost
	 * too much.
	 */
	REQUEST_PATH("request.path", 400, null),

	/** An exception while deciding. */
	ERROR_INTERNAL("error.internal", 403, null);

	private static final int UNAUTHORIZED = 401;

	private final String code;

	private final int status;

	private final @Nullable String error;

	DenyReason(String code) {
		this(code, 401, "invalid_token");
	}

	DenyReason(String code, int status, @Nullable String error) {
		this.code = code;
		this.status = status;
		this.error = error;
	}

	/**
	 * The stable code for logs, meters and tests.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The HTTP status of the refusal.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The error code that the challenge has (RFC 6750 section 3.1, RFC 9449 section 7.1,
	 * RFC 9470 section 3).
	 * @return the code, {@code null} for none
	 */
	public @Nullable String error() {
		return this.error;
	}

	/**
	 * Whether the refusal challenges the client to authenticate, which every 401 does.
	 * @return {@code false} for an answer without {@code WWW-Authenticate}
	 */
	public boolean isChallenge() {
		return this.status == UNAUTHORIZED || this.error != null;
	}

}
