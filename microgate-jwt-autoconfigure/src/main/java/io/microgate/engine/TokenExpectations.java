package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.microgate.constraint.Ref;
import io.microgate.binding.BindingSpec;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.secret.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * Says what a JWT expects of tokens, check by check.
 */
public final class TokenExpectations {

	private static final String CERTIFIED = "bound to the certificate of the client by 'x5t#S256' in 'cnf'";

	private static final String PROVED = "bound to a key by 'jkt' in 'cnf' and sent with the scheme DPoP";

	private static final Object[] BINDING = { "extensions", "binding" };

	/** More are not read by anyone who looks at one line. */
	private static final int MAX_LISTED = 8;

	private static final String REQUIRE_ANY = "requireAny";

	private final String name;

	private final JwtSpec spec;

	/**
	 * Creates the expectations of a JWT.
	 * @param name name of the JWT
	 * @param spec a spec that has been checked
	 */
	public TokenExpectations(String name, JwtSpec spec) {
		this.name = name;
		this.spec = spec;
	}

	/**
	 * Says what is expected by the check that refused a token.
	 * @param reason the reason, one of a token or key
	 * @param jwks name of the JWKS that the reason is about, {@code null} for none
	 * @return what the entries of {@code requireAny} with that JWKS expect, or all
	 * entries
	 */
	public Expectation of(DenyReason reason, @Nullable String jwks) {
		List<Integer> all = IntStream.range(0, requirements().size()).boxed().toList();
		List<Integer> entries = all.stream().filter((entry) -> jwks(requirements().get(entry)).equals(jwks)).toList();
		return expectation(reason, entries.isEmpty() ? all : entries);
	}

	/**
	 * Says what one entry of {@code requireAny} expects in a check.
	 * @param reason why a token would be refused that is not as expected, one of a token
	 * or key
	 * @param requirement position of the entry
	 * @return what it expects
	 */
	public Expectation of(DenyReason reason, int requirement) {
		return expectation(reason, List.of(requirement));
	}

	private Expectation expectation(DenyReason reason, List<Integer> entries) {
		JwtSpec.Extensions extensions = this.spec.extensions();
		return switch (reason) {
			case TOKEN_MISSING -> expect("a token in " + sources(), "extractionSources");
			case TOKEN_AMBIGUOUS -> expect("no more than one token in " + sources(), "extractionSources");
			case REQUEST_CROSS_SITE -> expect(
					"a token from a cookie only on a request of the same origin, which 'Sec-Fetch-Site: same-origin' or"
							+ " an 'Origin' that equals 'Host' proves",
					"extensions", "cookieCrossSite");
			case TOKEN_TOO_LARGE ->
				expect("a token of at most " + extensions.maxTokenSize(), "extensions", "maxTokenSize");
			case TOKEN_MALFORMED -> expect("a signed JWT in compact form whose claims are well-formed");
			case TOKEN_TYPE -> expect("type " + types(), "extensions", "types");
			case TOKEN_ALGORITHM -> expect("algorithm " + algorithms(), "extensions", "algorithms");
			case TOKEN_BINDING -> binding();
			case DPOP_MISSING -> expect("a proof in the header 'DPoP', as the token is bound to a key");
			case DPOP_INVALID -> expect(
					"a proof for this request and token, by the key of the token and at most %s old, whose 'htu' is one"
						.formatted(proofAge()) + " of 'microgate.public-origins' and the path as sent",
					BINDING);
			case DPOP_REPLAY -> expect("a proof that has not been used before");
			case DPOP_UNAVAILABLE -> expect("that the proof can be remembered, which the store of proofs cannot");
			case TOKEN_REVOKED ->
				expect("a token that is not listed as revoked in %s".formatted(revoked()), "extensions", "revocation");
			case REVOCATION_UNAVAILABLE ->
				expect("%s, of which no valid version has been read".formatted(revoked()), "extensions", "revocation");
			case KEY_UNKNOWN, TOKEN_SIGNATURE, KEY_UNAVAILABLE -> keys(reason, entries);
			case TOKEN_ISSUER -> listed("issuer ", entries, TokenExpectations::issuers, "issuer");
			case TOKEN_AUDIENCE -> listed("audience ", entries, TokenExpectations::audiences, "audiences");
			case TOKEN_SUBJECT -> listed("a subject that ", entries, TokenExpectations::subjects, "subject");
			case TOKEN_CLAIMS -> claims(entries);
			case TOKEN_EXPIRED ->
				expect("a token that has not expired, with a tolerance of " + tolerance(), "clockSkewTolerance");
			case TOKEN_NOT_YET_VALID ->
				expect("a token that is valid already, with a tolerance of " + tolerance(), "clockSkewTolerance");
			case TOKEN_EXPIRATION_MISSING -> expect("a token with the claim 'exp'", "expirationRequired");
			case TOKEN_LIFETIME ->
				expect("a lifetime of at most " + this.spec.maxLifetime() + ", computed from 'exp' and 'nbf' or 'iat'",
						"maxLifetime");
			default -> anyRequirement();
		};
	}

	private Expectation binding() {
		BindingSpec binding = this.spec.extensions().binding();
		String required = (binding != null) ? binding.required() : null;
		if (required == null) {
			return expect("a token that is bound to nothing, or %s or %s".formatted(CERTIFIED, PROVED));
		}
		String what = switch (required) {
			case "dpop" -> PROVED;
			case "certificate" -> CERTIFIED;
			default -> CERTIFIED + " or " + PROVED;
		};
		return expect("a token " + what, BINDING);
	}

	private String proofAge() {
		BindingSpec binding = this.spec.extensions().binding();
		return (binding != null) ? binding.proofAge() : BindingSpec.DEFAULT_PROOF_AGE;
	}

	private Expectation expect(String what, Object... steps) {
		List<Object> part = new ArrayList<>(List.of("jwts", this.name));
		part.addAll(List.of(steps));
		return new Expectation("JWT '%s' expects %s".formatted(this.name, what), List.copyOf(part));
	}

	private Expectation anyRequirement() {
		return expect("a token that meets an entry of 'requireAny'", REQUIRE_ANY);
	}

	private Expectation keys(DenyReason reason, List<Integer> entries) {
		String names = list(entries.stream().map((entry) -> jwks(requirements().get(entry))).toList());
		String what = switch (reason) {
			case KEY_UNAVAILABLE -> "the keys of JWKS %s, which are not available".formatted(names);
			case KEY_UNKNOWN -> "a token that a key of JWKS %s can verify".formatted(names);
			default -> "a signature by a key of JWKS " + names;
		};
		return expect(what, below(entries, "jwksRef"));
	}

	private Expectation listed(String what, List<Integer> entries, Values values, String component) {
		List<Integer> concerned = entries.stream()
			.filter((entry) -> !values.of(requirements().get(entry)).isEmpty())
			.toList();
		List<String> all = concerned.stream()
			.flatMap((entry) -> values.of(requirements().get(entry)).stream())
			.toList();
		if (all.isEmpty()) {
			return anyRequirement();
		}
		boolean template = "issuer".equals(component) && requirements().get(concerned.get(0)).issuer() == null;
		return expect(what + list(all),
				template ? below(concerned, "extensions", "issuerTemplate") : below(concerned, component));
	}

	private static Object[] below(List<Integer> entries, String... components) {
		List<Object> steps = new ArrayList<>(List.of(REQUIRE_ANY));
		if (!entries.isEmpty()) {
			steps.add(entries.get(0));
			steps.addAll(List.of(components));
		}
		return steps.toArray();
	}

	private static List<String> issuers(RequireAny entry) {
		String issuer = (entry.issuer() != null) ? entry.issuer() : entry.extensions().issuerTemplate();
		return (issuer != null) ? List.of(issuer) : List.of();
	}

	private static List<String> audiences(RequireAny entry) {
		return (entry.audiences() != null) ? entry.audiences() : List.of();
	}

	private static List<String> subjects(RequireAny entry) {
		return (entry.subject() != null && entry.subject().matcher() != null)
				? List.of(ClaimExpectations.matcher(entry.subject().matcher())) : List.of();
	}

	/** The claim of the principal's name is required of tokens of every entry. */
	private Expectation claims(List<Integer> entries) {
		List<String> claims = new ArrayList<>();
		List<Integer> concerned = new ArrayList<>();
		for (int entry : entries) {
			List<EntryClaim> specs = requirements().get(entry).extensions().claims();
			if (specs != null) {
				specs.forEach((claim) -> claims.add(ClaimExpectations.claim(claim)));
				concerned.add(entry);
			}
		}
		String principal = this.spec.extensions().principalClaim();
		if (principal != null) {
			claims.add("claim '%s' for the name of the principal".formatted(principal));
		}
		if (claims.isEmpty()) {
			return anyRequirement();
		}
		return concerned.isEmpty() ? expect(list(claims), "extensions", "principalClaim")
				: expect(list(claims), below(concerned, "extensions", "claims"));
	}

	private List<RequireAny> requirements() {
		return (this.spec.requireAny() != null) ? this.spec.requireAny() : List.of();
	}

	private static String jwks(RequireAny entry) {
		return (entry.jwksRef() != null) ? Objects.requireNonNullElse(entry.jwksRef().name(), "") : "";
	}

	private String revoked() {
		JwtSpec.Revocation revocation = this.spec.extensions().revocation();
		Ref secret = (revocation != null) ? revocation.secretRef() : null;
		return "'%s' of secret '%s'".formatted(SecretFile.REVOKED_TOKENS.fileName(),
				(secret != null) ? Objects.requireNonNullElse(secret.name(), "") : "");
	}

	private String tolerance() {
		return this.spec.clockSkewTolerance();
	}

	private String types() {
		List<String> types = Objects.requireNonNullElse(this.spec.extensions().types(),
				JwtSpec.Extensions.DEFAULT_TYPES);
		return list(types.stream().map((type) -> type.isEmpty() ? "none" : type).toList());
	}

	private String algorithms() {
		List<String> algorithms = this.spec.extensions().algorithms();
		return (algorithms != null) ? list(algorithms) : "of a signature with a public key: RSA, ECDSA or Ed25519";
	}

	private String sources() {
		List<ExtractionSource> sources = this.spec.extractionSources();
		return (sources != null) ? String.join(" or ", sources.stream().map(TokenExpectations::source).toList())
				: "the header 'Authorization' with scheme 'Bearer'";
	}

	/**
	 * Names a source of tokens.
	 * @param source the source
	 * @return its name
	 */
	static String source(ExtractionSource source) {
		if (source.header() != null) {
			return "header '%s'".formatted(source.header().name());
		}
		if (source.cookie() != null) {
			return "cookie '%s'".formatted(source.cookie().name());
		}
		return (source.queryParameter() != null) ? "query parameter '%s'".formatted(source.queryParameter().name())
				: "the header 'Authorization' with scheme 'Bearer'";
	}

	/** Lists values once each, as YAML writes a list. */
	static String list(List<String> values) {
		List<String> distinct = values.stream().distinct().toList();
		String listed = String.join(", ", distinct.subList(0, Math.min(distinct.size(), MAX_LISTED)));
		return (distinct.size() > MAX_LISTED) ? "[%s and %d more]".formatted(listed, distinct.size() - MAX_LISTED)
				: "[" + listed + "]";
	}

	/** Reads what an entry lists. */
	@FunctionalInterface
	private interface Values {

		List<String> of(RequireAny entry);

	}

}
