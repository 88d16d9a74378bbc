package io.microgate.jwt;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.microgate.constraint.Ref;
import io.microgate.jwks.JwksSource;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.SentToken;

/**
 * Specs and verifiers for tests. The time is always {@link #NOW}, skew is 60 s.
 */
final class JwtSpecs {

	static final long NOW = 1_750_000_000L;

	private static final JwtSpec.Cache CACHE = new JwtSpec.Cache(10_000);

	private static final JwtSpec.EntryExtensions NO_EXTENSIONS = new JwtSpec.EntryExtensions(null, null);

	private JwtSpecs() {
	}

	static JwtSpec.Extensions extensions() {
		return new JwtSpec.Extensions(null, null, "8KB", "refuse", CACHE, Map.of(), null, null, null, null);
	}

	static JwtSpec.RequireAny template(String jwks, String issuerTemplate, JwtSpec.EntryClaim... claims) {
		return new JwtSpec.RequireAny(new Ref(jwks), null, null, null,
				new JwtSpec.EntryExtensions(issuerTemplate, (claims.length > 0) ? List.of(claims) : null));
	}

	static JwtSpec.EntryClaim claim(String name, String exact) {
		return new JwtSpec.EntryClaim(name,
				(exact != null) ? new MatcherSpec(new StringMatcherSpec(exact, null, null, null, null, false)) : null);
	}

	static JwtSpec.RequireAny entry(String jwks) {
		return entry(jwks, null);
	}

	static JwtSpec.RequireAny entry(String jwks, String issuer, String... audiences) {
		return new JwtSpec.RequireAny(new Ref(jwks), issuer, (audiences.length > 0) ? List.of(audiences) : null, null,
				NO_EXTENSIONS);
	}

	static JwtSpec.RequireAny subject(String jwks, String prefix) {
		return new JwtSpec.RequireAny(new Ref(jwks), null, null,
				new MatcherSpec(new StringMatcherSpec(null, prefix, null, null, null, false)), NO_EXTENSIONS);
	}

	static JwtSpec.RequireAny subjectRegex(String jwks, String regex) {
		return new JwtSpec.RequireAny(new Ref(jwks), null, null,
				new MatcherSpec(new StringMatcherSpec(null, null, null, null, regex, false)), NO_EXTENSIONS);
	}

	static JwtSpec spec(JwtSpec.RequireAny... entries) {
		return new JwtSpec(null, List.of(entries), false, null, "60s", extensions());
	}

	static JwtSpec timed(boolean expirationRequired, String maxLifetime, String skew) {
		return new JwtSpec(null, List.of(entry("jwks")), expirationRequired, maxLifetime, skew, extensions());
	}

	static JwtSpec extended(List<String> algorithms, List<String> types, String maxTokenSize) {
		return new JwtSpec(null, List.of(entry("jwks")), false, null, "60s", new JwtSpec.Extensions(algorithms, types,
				maxTokenSize, "refuse", CACHE, Map.of(), null, null, null, null));
	}

	static JwtSpec remembering(int maximumSize, JwtSpec.RequireAny... entries) {
		return new JwtSpec(null, List.of(entries), false, null, "60s", new JwtSpec.Extensions(null, null, "64KB",
				"refuse", new JwtSpec.Cache(maximumSize), Map.of(), null, null, null, null));
	}

	static JwtSpec deriving(Map<String, JwtSpec.DerivedClaim> claims, List<JwtSpec.AuthorityClaim> authorities,
			String principalClaim, JwtSpec.RequireAny... entries) {
		return new JwtSpec(null, List.of(entries), false, null, "60s", new JwtSpec.Extensions(null, null, "64KB",
				"refuse", new JwtSpec.Cache(40), claims, authorities, principalClaim, null, null));
	}

	static TokenVerifier verifier(JwtSpec spec, JwksSource... sources) {
		return verifier(spec, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), sources);
	}

	static TokenVerifier verifier(JwtSpec spec, Clock clock, JwksSource... sources) {
		Map<String, JwksSource> byName = Arrays.stream(sources)
			.collect(Collectors.toMap(JwksSource::name, Function.identity()));
		return TokenVerifier.compile(spec, JwtResources.of(byName::get, clock, WaitingRequests.unlimited()));
	}

	/** Asks for the outcome as a request does: first whether it is remembered. */
	static Verification outcome(TokenVerifier verifier, String token) {
		Verification remembered = verifier.remembered(SentToken.of(token));
		return (remembered != null) ? remembered : verifier.verify(SentToken.of(token)).join();
	}

}
