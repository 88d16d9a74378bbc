package io.microgate.configuration;

import java.util.List;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.DerivedClaim;
import io.microgate.jwt.JwtSpec.RequireAny;

import org.springframework.util.unit.DataSize;

/**
 * Rules of a JWT that constraints do not express.
 */
final class JwtChecks {

	private static final DataSize MIN_TOKEN_SIZE = DataSize.ofKilobytes(1);

	private static final DataSize MAX_TOKEN_SIZE = DataSize.ofKilobytes(64);

	private static final int MAX_CLAIM_NAME = 256;

	/**
	 * Claims that mean something to verification, which a derived claim must not hide.
	 */
	private static final List<String> OWN_CLAIMS = List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf",
			"acr", "amr", "auth_time", "azp", "client_id");

	private final Problems problems;

	JwtChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<JwtSpec> jwt : SpecElement.find(properties, "jwts", JwtSpec.class)) {
			checkLifetime(jwt);
			for (SpecElement<String> name : jwt.find("extractionSources.header.name", String.class)) {
				checkHeader(name);
			}
			for (SpecElement<String> size : jwt.find("extensions.maxTokenSize", String.class)) {
				checkTokenSize(size);
			}
			for (SpecElement<RequireAny> entry : jwt.find("requireAny", RequireAny.class)) {
				checkIssuerTemplate(entry);
			}
			for (SpecElement<DerivedClaim> claim : jwt.find("extensions.claims", DerivedClaim.class)) {
				checkDerivedClaim(claim);
			}
		}
	}

	private void checkLifetime(SpecElement<JwtSpec> jwt) {
		JwtSpec spec = jwt.spec();
		if (spec.maxLifetime() != null && Boolean.FALSE.equals(spec.expirationRequired())) {
			KeySpelling keys = this.problems.spelling(jwt.path());
			String required = keys.quote("expirationRequired");
			this.problems.add(jwt.path().child("maxLifetime"), spec.maxLifetime(),
					"can only be configured if %s is true".formatted(required),
					"Set %s to true, or remove %s".formatted(required, keys.quote("maxLifetime")));
		}
	}

	private void checkHeader(SpecElement<String> name) {
		if ("Cookie".equalsIgnoreCase(name.spec())) {
			this.problems.add(name.path(), name.spec(), "must not be the Cookie header",
					"Use a source of the kind 'cookie', which names the cookie");
		}
	}

	private void checkTokenSize(SpecElement<String> size) {
		if (!isTokenSize(size.spec())) {
			this.problems.add(size.path(), size.spec(), "must be a size from 1KB to 64KB",
					"Write a number and a unit, such as 16KB");
		}
	}

	private void checkIssuerTemplate(SpecElement<RequireAny> entry) {
		for (SpecElement<String> template : entry.find("extensions.issuerTemplate", String.class)) {
			if (entry.spec().issuer() != null) {
				this.problems.add(template.path(), template.spec(), "cannot be set together with 'issuer'",
						"Remove one of them");
			}
			String problem = template.spec().isEmpty() ? null : IssuerTemplate.problem(template.spec());
			if (problem != null) {
				this.problems.add(template.path(), template.spec(), problem,
						"Name claims other than 'iss', as in https://login.example.com/{tid}/v2.0;"
								+ " an issuer without placeholders is an 'issuer'");
			}
		}
	}

	private void checkDerivedClaim(SpecElement<DerivedClaim> claim) {
		String name = claim.path().name();
		if (OWN_CLAIMS.contains(name)) {
			this.problems.add(claim.path(), null, "must not have the name of a claim that verification reads",
					"Choose another name, and use it where the derived claim is meant; verification reads "
							+ String.join(", ", OWN_CLAIMS));
		}
		else if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_CLAIM_NAME) {
			this.problems.add(claim.path(), null, "must have a name of 1 to %d characters".formatted(MAX_CLAIM_NAME),
					"Choose another name");
		}
		if (claim.spec().split() && claim.spec().keys()) {
			KeySpelling keys = this.problems.spelling(claim.path());
			this.problems.add(claim.path(), null,
					"must not set both %s and %s to true".formatted(keys.quote("split"), keys.quote("keys")),
					"Keep 'split' for a string with spaces, or 'keys' for an object whose member names are the values");
		}
	}

	private static boolean isTokenSize(String text) {
		try {
			DataSize size = DataSize.parse(text);
			return size.compareTo(MIN_TOKEN_SIZE) >= 0 && size.compareTo(MAX_TOKEN_SIZE) <= 0;
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return false;
		}
	}

}
