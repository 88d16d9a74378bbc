package io.microgate.jwt;

import java.time.Clock;
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
		try {
			return verifyWellFormed(token);
		}
		catch (MalformedJoseException ex) {
			// The parser's reason is not reported: the client must not learn it
			return refused(DenyReason.TOKEN_MALFORMED);
		}
	}

	private CompletableFuture<Verification> verifyWellFormed(String token) throws MalformedJoseException {
		CompactJws jws = CompactJws.parse(token);
		Map<String, @Nullable Object> values = TokenClaims.parse(jws.payload());
		if (!this.headerRules.isTypeAccepted(jws.type())) {
			return refused(DenyReason.TOKEN_TYPE);
		}
		JwsAlgorithm algorithm = this.headerRules.acceptedAlgorithm(jws.algorithm());
		if (algorithm == null) {
			return refused(DenyReason.TOKEN_ALGORITHM);
		}
		TokenClaims claims = TokenClaims.of(values);
		if (claims.isSenderConstrained()) {
			return refused(DenyReason.TOKEN_BINDING);
		}
		UnverifiedToken unverified = new UnverifiedToken(token, jws, algorithm, claims);
		return new TokenJudgement(unverified, this.requirements, this.principalRules, this.timeRules, this.cache,
				this.waitingRequests)
			.judge();
	}

	private static CompletableFuture<Verification> refused(DenyReason reason) {
		return CompletableFuture.completedFuture(Verification.refused(reason));
	}

	private static String jwksName(JwtSpec.RequireAny entry) {
		return Objects.requireNonNull(Objects.requireNonNull(entry.jwksRef(), "'jwksRef' must be set").name(),
				"'jwksRef.name' must be set");
	}

}
