package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.constraint.DurationText;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * Adds cases with a request that an entry decides, and tokens that are good for it but
 * for one part.
 */
final class EntryTokenCases {

	/** Tokens of further JWTs would only repeat what others show. */
	private static final int MAX_JWTS = 8;

	private static final Map<String, Object> OTHER_CERTIFICATE = Map.of("x5t#S256", "A".repeat(43));

	private final CaseCollector collector;

	private final DerivedPolicies policies;

	private final String group;

	private final RequestDraft request;

	private final DerivedEntry entry;

	private final JwtSpec jwt;

	private final GoodTokens good;

	/**
	 * Begins with a request.
	 * @param collector collects the cases
	 * @param policies all policies
	 * @param group what the cases are about
	 * @param request the request
	 * @param entry the entry, which asks for a token
	 */
	EntryTokenCases(CaseCollector collector, DerivedPolicies policies, String group, RequestDraft request,
			DerivedEntry entry) {
		this.collector = collector;
		this.policies = policies;
		this.group = group;
		this.request = request;
		this.entry = entry;
		this.jwt = Objects.requireNonNull(entry.jwt());
		this.good = new GoodTokens(entry, request);
	}

	/** Adds the request with another token, which is named by what is changed. */
	private void add(String what, TokenDraft token) {
		add(what, TokenPlacement.preferred(this.jwt).put(this.request), token);
	}

	private void add(String what, RequestDraft sent, TokenDraft token) {
		this.collector.add(this.group, "", sent, token, name(what));
	}

	private RequestDraft certified(RequestDraft draft) {
		RequestDraft placed = TokenPlacement.preferred(this.jwt).put(draft);
		return (placed.certificate() != null) ? placed : placed.withCertificate(PolicyCaseCertificate.UNNAMED);
	}

	private String name(String what) {
		return "%s, %s".formatted(this.entry.name(), what);
	}

	/** Misses each part of a step-up, and the binding, alone. */
	void addSender() {
		TokenDraft token = this.good.token();
		StepUp stepUp = this.entry.stepUp();
		if (stepUp != null && stepUp.acr() != null) {
			add("without acr", token.withClaim("acr", null));
			add("other acr", token.withClaim("acr", "other"));
			stepUp.acr().forEach((acr) -> add("acr " + acr, token.withClaim("acr", acr)));
		}
		if (stepUp != null && stepUp.maxAge() != null) {
			long longest = DurationText.parse(stepUp.maxAge()).toSeconds();
			add("without auth_time", token.withClaim("auth_time", null));
			add("old auth_time", token.withClaim("auth_time",
					CaseClaims.secondsAgo(Math.max(longest / 2, longest - TokenProbes.MARGIN))));
			add("auth_time too old", token.withClaim("auth_time", CaseClaims.secondsAgo(longest + 1)));
		}
		if (token.claims().containsKey(CaseClaims.CONFIRMATION)) {
			add("not bound", token.withClaim(CaseClaims.CONFIRMATION, null));
			add("bound to a key", token.withClaim(CaseClaims.CONFIRMATION, CaseClaims.BOUND));
			add("bound to a certificate", certified(this.request),
					token.withClaim(CaseClaims.CONFIRMATION, CaseClaims.CERTIFIED));
			add("bound to another certificate", certified(this.request),
					token.withClaim(CaseClaims.CONFIRMATION, OTHER_CERTIFICATE));
		}
		else {
			add("bound otherwise", token.withClaim(CaseClaims.CONFIRMATION, Map.of("kid", "1")));
		}
	}

	/** Misses each condition on claims alone. */
	void addClaims() {
		new RequestProbes(this.request).ofEqualParts(this.entry.allNeeds())
			.all()
			.forEach((what, changed) -> this.collector.add(this.group, what,
					TokenPlacement.preferred(this.jwt).put(changed), this.good.token(), this.entry.name()));
		List<@Nullable ClaimNeed> alternatives = new ArrayList<>(this.entry.requireAny());
		if (alternatives.isEmpty()) {
			alternatives.add(null);
		}
		for (ClaimNeed alternative : alternatives) {
			List<ClaimNeed> needs = this.good.entryNeeds(alternative);
			add((alternative != null) ? "by '%s'".formatted(alternative.name()) : "good", this.good.token(0, needs));
			ClaimProbes probes = new ClaimProbes(this.good, this.request, 0, needs);
			needs.forEach(probes::ofNeed);
			this.entry.requireNone().forEach(probes::ofUnwanted);
			probes.all().forEach(this::add);
		}
		add("no claim that is asked for", this.good.token(0, List.of()));
	}

	/** Sends what tells the JWT of the entry from others. */
	void addOtherJwts() {
		List<ClaimNeed> alternatives = this.entry.requireAny();
		List<ClaimNeed> needs = this.good.entryNeeds(alternatives.isEmpty() ? null : alternatives.get(0));
		for (int i = 1; i < this.good.requirements(); i++) {
			add("good (by requireAny[%d])".formatted(i), this.good.token(i, needs));
		}
		add("signed by a stranger", this.good.token().withStranger());
		this.policies.properties()
			.jwts()
			.entrySet()
			.stream()
			.limit(MAX_JWTS)
			.forEach((other) -> add("of JWT '%s'".formatted(other.getKey()),
					new GoodTokens(this.entry.withJwt(other.getKey(), other.getValue()), this.request).token()));
		List<TokenPlacement> own = TokenPlacement.of(this.jwt);
		boolean optional = this.collector.decide(this.request, null).allowed();
		for (TokenPlacement placement : this.policies.placements(own)) {
			add("as " + placement, placement.put(this.request), this.good.token());
			if (optional) {
				add("signed by a stranger, as " + placement, placement.put(this.request),
						this.good.token().withStranger());
			}
		}
	}

	/** Misses each thing that the JWT asks for alone. */
	void addJwt() {
		List<ClaimNeed> alternatives = this.entry.requireAny();
		List<ClaimNeed> needs = this.good.entryNeeds(alternatives.isEmpty() ? null : alternatives.get(0));
		TokenProbes probes = new TokenProbes(this.jwt, this.good, this.request, needs)
			.ofToken(this.policies.properties().jwks().keySet());
		for (int i = 0; i < this.good.requirements(); i++) {
			probes.ofRequirement(i);
		}
		probes.all().forEach(this::add);
		addSources(TokenPlacement.of(this.jwt), this.good.token());
	}

	private void addSources(List<TokenPlacement> own, TokenDraft token) {
		for (TokenPlacement placement : this.policies.placements(own)) {
			RequestDraft sent = placement.put(this.request);
			add("as " + placement, sent, token);
			RequestDraft crossSite = TokenPlacement.crossSite(sent);
			if (placement.kind() == TokenPlacement.Kind.COOKIE && crossSite != null) {
				this.collector.add(this.group, "from another site by " + placement, crossSite, token,
						name("as " + placement));
			}
		}
		for (int i = 1; i < own.size(); i++) {
			this.collector.add(this.group, "no token as " + own.get(i),
					own.get(i).put(own.get(i - 1).put(this.request), "none"), token, name("as " + own.get(i - 1)));
		}
	}

}
