package io.microgate.test.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.constraint.DurationText;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.RequireAny;

import org.springframework.util.unit.DataSize;

/**
 * Changes a good token in one part that a JWT asks for.
 */
final class TokenProbes {

	/** Tests are slow at times. */
	static final long MARGIN = 30;

	private static final long TEN_YEARS = 315_360_000;

	private static final String DEFAULT_SIZE = "8KB";

	private final JwtSpec jwt;

	private final GoodTokens good;

	private final RequestDraft request;

	private final List<ClaimNeed> needs;

	private final Map<String, TokenDraft> probes = new LinkedHashMap<>();

	TokenProbes(JwtSpec jwt, GoodTokens good, RequestDraft request, List<ClaimNeed> needs) {
		this.jwt = jwt;
		this.good = good;
		this.request = request;
		this.needs = needs;
	}

	/** Returns the changed tokens by what is changed. */
	Map<String, TokenDraft> all() {
		return this.probes;
	}

	private void add(String what, TokenDraft token) {
		this.probes.putIfAbsent(what, token);
	}

	/** Changes what every token has to be. */
	TokenProbes ofToken(Collection<String> jwksNames) {
		TokenDraft token = this.good.token(0, this.needs);
		add("signed by a stranger", token.withStranger());
		jwksNames.stream()
			.filter((name) -> !name.equals(token.jwks()))
			.limit(8)
			.forEach((name) -> add("signed by a key of JWKS '%s'".formatted(name), token.withJwks(name)));
		ofTimes(token);
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			add("algorithm " + algorithm, token.withAlgorithm(algorithm.name()));
		}
		Set<String> types = new LinkedHashSet<>(List.of("JWT", "at+jwt", "other+jwt"));
		types.addAll(Objects.requireNonNullElse(this.jwt.extensions().types(), List.of()));
		add("no type", token.withType(null));
		types.stream().filter((type) -> !type.isEmpty()).forEach((type) -> add("type " + type, token.withType(type)));
		if (!this.jwt.extensions().maxTokenSize().equals(DEFAULT_SIZE)) {
			int size = (int) DataSize.parse(this.jwt.extensions().maxTokenSize()).toBytes();
			add("longer than accepted", token.withSize(size + 1));
			add("long, but not longer than accepted", token.withSize(size * 5 / 8));
		}
		return this;
	}

	private void ofTimes(TokenDraft token) {
		long skew = DurationText.parse(this.jwt.clockSkewTolerance()).toSeconds();
		long beyond = skew + MARGIN;
		add("expired", token.withTimes(-beyond - 60, null, -beyond));
		add("not yet valid", token.withTimes(0L, beyond, beyond + 60));
		if (skew > MARGIN) {
			add("expired within the tolerance", token.withTimes(-skew / 2 - 60, null, -skew / 2));
			add("not yet valid within the tolerance", token.withTimes(0L, skew / 2, skew / 2 + 60));
		}
		add("without expiration", token.withTimes(0L, null, null));
		if (this.jwt.maxLifetime() == null) {
			add("valid for years", token.withTimes(0L, null, TEN_YEARS));
			return;
		}
		long longest = DurationText.parse(this.jwt.maxLifetime()).toSeconds();
		add("valid as long as it may be", token.withTimes(0L, null, longest));
		add("valid longer than it may be", token.withTimes(0L, null, longest + 1));
		add("valid longer than it may be from 'nbf' on", token.withTimes(0L, 0L, longest + 1));
		add("of unknown lifetime", token.withTimes(null, null, Math.min(60, longest)));
	}

	/** Changes what an entry of {@code requireAny} asks for. */
	TokenProbes ofRequirement(int number) {
		TokenDraft token = this.good.token(number, this.needs);
		RequireAny spec = this.good.requirement(number);
		String by = (this.good.requirements() > 1) ? " (by requireAny[%d])".formatted(number) : "";
		add("good" + by, token);
		Object issuer = token.claims().get("iss");
		if (issuer != null) {
			add("no 'iss'" + by, token.withClaim("iss", null));
			for (String other : List.of(issuer + "x", "https://other.example",
					MatcherValues.swapCase((String) issuer))) {
				add("'iss' %s%s".formatted(other, by), token.withClaim("iss", other));
			}
		}
		if (spec.audiences() != null) {
			add("no 'aud'" + by, token.withClaim("aud", null));
			add("another 'aud'" + by, token.withClaim("aud", "other"));
			add("'aud' in another case" + by, token.withClaim("aud", MatcherValues.swapCase(spec.audiences().get(0))));
			spec.audiences()
				.forEach((audience) -> add("'aud' %s%s".formatted(audience, by), token.withClaim("aud", audience)));
		}
		for (ClaimNeed need : this.good.requirementNeeds(number)) {
			if (!Set.of("iss", "aud").contains(need.name())) {
				ofNeed(number, need, by);
			}
		}
		return this;
	}

	private void ofNeed(int number, ClaimNeed need, String by) {
		ClaimProbes claims = new ClaimProbes(this.good, this.request, number, this.needs);
		claims.ofNeed(need);
		claims.all().forEach((what, token) -> add(what + by, token));
		ClaimProbes issued = new ClaimProbes(this.good, this.request, number, this.needs);
		if (this.good.requirement(number).extensions().issuerTemplate() != null) {
			// the issuer stays as the claim was before
			Object issuer = this.good.token(number, this.needs).claims().get("iss");
			issued.ofNeed(need);
			issued.all()
				.forEach(
						(what, token) -> add(what + " and the issuer of another" + by, token.withClaim("iss", issuer)));
		}
	}

}
