package io.microgate.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.microgate.decision.DenyReason;
import io.microgate.jose.CompactJws;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.VerificationKey;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySet;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Decides whether a token is acceptable: structure, type, algorithm, key, signature,
 * issuer, audience, subject, claims, time.
 */
public final class TokenVerifier {

	/** Reading a longer token takes as long as a quick signature. */
	private static final int MAX_QUICK_LENGTH = 4096;

	/** Each is compared with the claims. */
	private static final int MAX_QUICK_REQUIREMENTS = 8;

	private final HeaderRules headerRules;

	private final TimeRules timeRules;

	private final TokenRequirements requirements;

	private final PrincipalRules principalRules;

	private final TokenCache cache;

	private final WaitingRequests waitingRequests;

	private final MeasuredSignatures signatures;

	private final boolean quickClaims;

	private TokenVerifier(JwtSpec spec, List<TokenRequirement> requirements, JwtResources resources,
			LongSupplier nanoTime) {
		Clock clock = resources.clock();
		this.headerRules = HeaderRules.compile(spec.extensions());
		this.timeRules = TimeRules.compile(spec, clock);
		this.requirements = TokenRequirements.of(requirements);
		this.principalRules = PrincipalRules.compile(spec.extensions());
		this.cache = TokenCache.compile(spec.extensions().cache(), this.timeRules, clock);
		this.waitingRequests = resources.waitingRequests();
		this.signatures = new MeasuredSignatures(resources.signatures(), nanoTime);
		this.quickClaims = requirements.size() <= MAX_QUICK_REQUIREMENTS
				&& requirements.stream().noneMatch(TokenRequirement::hasExpression);
	}

	/**
	 * Compiles the rules of a JWT spec.
	 * @param spec a spec that has been checked
	 * @param resources what it is compiled with
	 * @return the verifier
	 */
	public static TokenVerifier compile(JwtSpec spec, JwtResources resources) {
		return compile(spec, resources, System::nanoTime);
	}

	static TokenVerifier compile(JwtSpec spec, JwtResources resources, LongSupplier nanoTime) {
		List<TokenRequirement> requirements = Objects.requireNonNull(spec.requireAny(), "'requireAny' must be set")
			.stream()
			.map((entry) -> new TokenRequirement(entry, resources.sources().apply(jwksName(entry))))
			.toList();
		return new TokenVerifier(spec, requirements, resources, nanoTime);
	}

	/**
	 * The tokens that are remembered.
	 * @return what was found good by this verifier
	 */
	public TokenCache cache() {
		return this.cache;
	}

	/**
	 * How far clocks may differ.
	 * @return the tolerance
	 */
	public Duration clockSkew() {
		return this.timeRules.skew();
	}

	/**
	 * Looks for a token among those that were found good and still are. Takes no longer
	 * than a look-up: no signature is checked.
	 * @param token the token as sent
	 * @return the outcome, {@code null} when the token has to be verified
	 */
	public @Nullable Verification remembered(SentToken token) {
		return this.cache.find(token);
	}

	/**
	 * Verifies a token that is not {@link #remembered}. Never blocks: with keys at hand
	 * the result is complete already, else it completes when the keys have come or
	 * waiting for them was given up.
	 * @param token the token as sent, not longer than accepted
	 * @return the outcome, never exceptional for a bad token
	 */
	public CompletableFuture<Verification> verify(SentToken token) {
		this.cache.missed();
		return read(token, null).verify();
	}

	/**
	 * Reads a token that is not {@link #remembered}, unless it is long.
	 * @param token the token as sent, not longer than accepted
	 * @return its verification, which knows whether it is quick
	 */
	public TokenVerification prepare(SentToken token) {
		this.cache.missed();
		return (token.length() <= MAX_QUICK_LENGTH) ? read(token, null)
				: TokenVerification.slow(() -> read(token, null).verify());
	}

	/**
	 * Verifies a token and records how. With a record no keys are fetched or awaited, and
	 * the token is neither looked up among the remembered ones nor remembered.
	 * @param token the token as sent, not longer than accepted
	 * @param trace records how far the token came, {@code null} for no record
	 * @return the outcome, complete already with a record
	 */
	public CompletableFuture<Verification> verify(SentToken token, @Nullable TokenTrace trace) {
		return read(token, trace).verify();
	}

	private TokenVerification read(SentToken token, @Nullable TokenTrace trace) {
		try {
			return readWellFormed(token, trace);
		}
		catch (MalformedJoseException ex) {
			// The parser's reason is not reported: the client must not learn it
			return TokenVerification.refused(DenyReason.TOKEN_MALFORMED);
		}
	}

	private TokenVerification readWellFormed(SentToken token, @Nullable TokenTrace trace)
			throws MalformedJoseException {
		CompactJws jws = CompactJws.parse(token.text(), this.cache.knownHeaders());
		Map<String, @Nullable Object> values = TokenClaims.parse(jws.payload());
		if (trace != null) {
			trace.read(jws, values);
		}
		if (!this.headerRules.isTypeAccepted(jws.header().type())) {
			return TokenVerification.refused(DenyReason.TOKEN_TYPE);
		}
		JwsAlgorithm algorithm = this.headerRules.acceptedAlgorithm(jws.header().algorithm());
		if (algorithm == null) {
			return TokenVerification.refused(DenyReason.TOKEN_ALGORITHM);
		}
		TokenClaims claims = TokenClaims.of(values);
		UnverifiedToken unverified = new UnverifiedToken(token, jws, algorithm, claims, this.signatures);
		return TokenVerification.of(() -> isQuick(unverified), () -> judge(unverified, trace));
	}

	private CompletableFuture<Verification> judge(UnverifiedToken token, @Nullable TokenTrace trace) {
		TimeRules times = (trace != null) ? this.timeRules.at(trace.time()) : this.timeRules;
		TokenJudgement judgement = new TokenJudgement(token, this.requirements, this.principalRules, times, this.cache,
				this.waitingRequests, trace);
		CompletableFuture<Verification> verification = judgement.judge();
		if (trace != null) {
			judgement.record(trace);
		}
		return verification;
	}

	/**
	 * Whether a token needs no more than one signature that is known to be quick, and
	 * neither keys that are missing nor comparisons that depend on what it says.
	 */
	private boolean isQuick(UnverifiedToken token) {
		if (!this.quickClaims) {
			return false;
		}
		VerificationKey key = null;
		boolean unknown = false;
		for (JwksSource source : this.requirements.sources()) {
			KeySet keys = source.keys();
			if (keys == null) {
				return false;
			}
			unknown = unknown || token.namesUnknownKey(keys);
			for (VerificationKey candidate : token.candidates(keys).keys()) {
				if (key != null) {
					return false;
				}
				key = candidate;
			}
		}
		return (key != null) ? this.signatures.isQuick(key, token.algorithm()) : !unknown;
	}

	/**
	 * Writes claims as a token of an accepted type and algorithm, without a signature.
	 * @param claims the claims as JSON
	 * @return the token, for a trace that takes its signature for good
	 */
	public String unsigned(String claims) {
		String header = this.headerRules.exampleHeader();
		Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
		return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + '.'
				+ encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + '.';
	}

	/**
	 * Takes a test's word for a token.
	 * @param jwt the token that counts as verified, {@code null} for a client without
	 * claims
	 * @return the outcome, with derived claims; a token that has been assumed before
	 * counts as it is
	 */
	public Verification assumed(@Nullable Jwt jwt) {
		if (jwt == null) {
			return Verification.WITHOUT_TOKEN;
		}
		return new Verification((jwt instanceof VerifiedJwt) ? jwt : this.principalRules.principal(jwt), null, null,
				null, null);
	}

	private static String jwksName(JwtSpec.RequireAny entry) {
		return Objects.requireNonNull(Objects.requireNonNull(entry.jwksRef(), "'jwksRef' must be set").name(),
				"'jwksRef.name' must be set");
	}

}
