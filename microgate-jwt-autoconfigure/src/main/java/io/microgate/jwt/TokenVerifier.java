package io.microgate.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.microgate.decision.DenyReason;
import io.microgate.jose.CompactJws;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jwks.JwksSource;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Decides whether a token is acceptable: structure, type, algorithm, key, signature,
 * issuer, audience, subject, claims, time.
 */
public final class TokenVerifier {

	private final HeaderRules headerRules;

	private final TimeRules timeRules;

	private final List<TokenRequirement> requirements;

	private final PrincipalRules principalRules;

	private final TokenCache cache;

	private final WaitingRequests waitingRequests;

	private TokenVerifier(JwtSpec spec, List<TokenRequirement> requirements, Clock clock,
			WaitingRequests waitingRequests) {
		this.headerRules = HeaderRules.compile(spec.extensions());
		this.timeRules = TimeRules.compile(spec, clock);
		this.requirements = requirements;
		this.principalRules = PrincipalRules.compile(spec.extensions());
		this.cache = TokenCache.compile(spec.extensions().cache(), this.timeRules, clock);
		this.waitingRequests = waitingRequests;
	}

	/**
	 * Compiles the rules of a JWT spec.
	 * @param spec a spec that has been checked
	 * @param sources key sources by name of the JWKS
	 * @param clock the time to judge by
	 * @param waitingRequests bounds how many tokens may wait for keys
	 * @return the verifier
	 */
	public static TokenVerifier compile(JwtSpec spec, Function<String, JwksSource> sources, Clock clock,
			WaitingRequests waitingRequests) {
		List<TokenRequirement> requirements = Objects.requireNonNull(spec.requireAny(), "'requireAny' must be set")
			.stream()
			.map((entry) -> new TokenRequirement(entry, sources.apply(jwksName(entry))))
			.toList();
		return new TokenVerifier(spec, requirements, clock, waitingRequests);
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
	public @Nullable Verification remembered(String token) {
		return this.cache.find(token);
	}

	/**
	 * Verifies a token that is not {@link #remembered}. Never blocks: with keys at hand
	 * the result is complete already, else it completes when the keys have come or
	 * waiting for them was given up.
	 * @param token the token as sent, not longer than accepted
	 * @return the outcome, never exceptional for a bad token
	 */
	public CompletableFuture<Verification> verify(String token) {
		this.cache.missed();
		return verify(token, null);
	}

	/**
	 * Verifies a token and records how. With a record no keys are fetched or awaited, and
	 * the token is neither looked up among the remembered ones nor remembered.
	 * @param token the token as sent, not longer than accepted
	 * @param trace records how far the token came, {@code null} for no record
	 * @return the outcome, complete already with a record
	 */
	public CompletableFuture<Verification> verify(String token, @Nullable TokenTrace trace) {
		try {
			return verifyWellFormed(token, trace);
		}
		catch (MalformedJoseException ex) {
			// The parser's reason is not reported: the client must not learn it
			return refused(DenyReason.TOKEN_MALFORMED);
		}
	}

	private CompletableFuture<Verification> verifyWellFormed(String token, @Nullable TokenTrace trace)
			throws MalformedJoseException {
		CompactJws jws = CompactJws.parse(token);
		Map<String, @Nullable Object> values = TokenClaims.parse(jws.payload());
		if (trace != null) {
			trace.read(jws, values);
		}
		if (!this.headerRules.isTypeAccepted(jws.type())) {
			return refused(DenyReason.TOKEN_TYPE);
		}
		JwsAlgorithm algorithm = this.headerRules.acceptedAlgorithm(jws.algorithm());
		if (algorithm == null) {
			return refused(DenyReason.TOKEN_ALGORITHM);
		}
		TokenClaims claims = TokenClaims.of(values);
		UnverifiedToken unverified = new UnverifiedToken(token, jws, algorithm, claims);
		TimeRules times = (trace != null) ? this.timeRules.at(trace.time()) : this.timeRules;
		TokenJudgement judgement = new TokenJudgement(unverified, this.requirements, this.principalRules, times,
				this.cache, this.waitingRequests, trace);
		CompletableFuture<Verification> verification = judgement.judge();
		if (trace != null) {
			judgement.record(trace);
		}
		return verification;
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

	private static CompletableFuture<Verification> refused(DenyReason reason) {
		return CompletableFuture.completedFuture(Verification.refused(reason));
	}

	private static String jwksName(JwtSpec.RequireAny entry) {
		return Objects.requireNonNull(Objects.requireNonNull(entry.jwksRef(), "'jwksRef' must be set").name(),
				"'jwksRef.name' must be set");
	}

}
