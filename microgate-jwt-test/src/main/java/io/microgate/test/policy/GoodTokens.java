package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.binding.BindingSpec;
import io.microgate.constraint.DurationText;
import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.DerivedClaim;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import io.microgate.test.policy.NeededClaims.Key;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens that a JWT accepts and that meet the claim conditions of an entry.
 */
final class GoodTokens {

	/** How long they are valid, unless that is longer than they may be. */
	private static final long LIFETIME = 600;

	private static final String SUBJECT = "alice";

	private final DerivedEntry entry;

	private final JwtSpec jwt;

	private final RequestDraft request;

	GoodTokens(DerivedEntry entry, RequestDraft request) {
		this.entry = entry;
		this.jwt = Objects.requireNonNull(entry.jwt());
		this.request = request;
	}

	/** A token by the first alternative of everything. */
	TokenDraft token() {
		return token(0, entryNeeds(this.entry.requireAny().isEmpty() ? null : this.entry.requireAny().get(0)));
	}

	/** What the entry asks of claims, with one of the alternatives. */
	List<ClaimNeed> entryNeeds(@Nullable ClaimNeed alternative) {
		List<ClaimNeed> needs = new ArrayList<>(this.entry.requireAll());
		if (alternative != null) {
			needs.add(alternative);
		}
		return needs;
	}

	/** A token by one entry of the JWT that meets some conditions. */
	TokenDraft token(int requirement, List<ClaimNeed> needs) {
		return token(requirement, values(requirement, needs));
	}

	TokenDraft token(int requirement, Map<Key, List<String>> values) {
		RequireAny spec = requirement(requirement);
		NeededClaims claims = claimValues(List.of());
		Map<Key, List<String>> complete = new LinkedHashMap<>(values);
		Key subject = new Key("sub", false);
		if (!complete.containsKey(subject)) {
			complete.put(subject, List.of(SUBJECT));
		}
		Map<String, Object> written = claims.toClaims(complete);
		String template = spec.extensions().issuerTemplate();
		if (template != null) {
			written.put("iss", issuer(template, written));
		}
		addStepUp(written);
		addBinding(written);
		return new TokenDraft(Objects.requireNonNull(Objects.requireNonNull(spec.jwksRef()).name()), algorithm(),
				type(), written, new TokenDraft.Times(0L, null, lifetime()), false, 0);
	}

	private void addStepUp(Map<String, Object> claims) {
		StepUp stepUp = this.entry.stepUp();
		if (stepUp != null && stepUp.acr() != null) {
			claims.putIfAbsent("acr", stepUp.acr().get(0));
		}
		if (stepUp != null && stepUp.maxAge() != null) {
			claims.putIfAbsent("auth_time", CaseClaims.secondsAgo(0));
		}
	}

	private void addBinding(Map<String, Object> claims) {
		BindingSpec binding = this.jwt.extensions().binding();
		String required = (binding != null) ? binding.required() : null;
		if ("dpop".equals(required) || "any".equals(required)) {
			claims.putIfAbsent(CaseClaims.CONFIRMATION, CaseClaims.BOUND);
		}
		if ("certificate".equals(required)) {
			claims.putIfAbsent(CaseClaims.CONFIRMATION, CaseClaims.CERTIFIED);
		}
	}

	/** The values of claims of such a token. */
	Map<Key, List<String>> values(int requirement, List<ClaimNeed> needs) {
		List<ClaimNeed> all = new ArrayList<>(requirementNeeds(requirement));
		all.addAll(needs);
		return claimValues(all).find();
	}

	/** What an entry of the JWT and the JWT itself ask of claims. */
	List<ClaimNeed> requirementNeeds(int requirement) {
		RequireAny spec = requirement(requirement);
		List<ClaimNeed> needs = new ArrayList<>();
		if (spec.issuer() != null) {
			needs.add(ClaimNeed.exact("iss", spec.issuer()));
		}
		if (spec.audiences() != null) {
			needs.add(ClaimNeed.exact("aud", spec.audiences().get(0)));
		}
		if (spec.subject() != null) {
			needs.add(new ClaimNeed("sub", true, spec.subject().matcher(), null));
		}
		if (spec.extensions().claims() != null) {
			spec.extensions().claims().stream().map(ClaimNeed::of).forEach(needs::add);
		}
		if (spec.extensions().issuerTemplate() != null) {
			IssuerTemplate.claims(spec.extensions().issuerTemplate())
				.forEach((name) -> needs.add(new ClaimNeed(name, true, null, null)));
		}
		String principal = this.jwt.extensions().principalClaim();
		if (principal != null) {
			needs.add(new ClaimNeed(principal, false, null, null));
		}
		return needs;
	}

	private NeededClaims claimValues(List<ClaimNeed> needs) {
		return new NeededClaims(this.jwt, this.request, needs, this.entry.requireNone());
	}

	Key key(ClaimNeed need) {
		return claimValues(List.of()).key(need);
	}

	/** How a claim is derived, {@code null} if it is not. */
	@Nullable DerivedClaim derived(Key key) {
		return key.derived() ? this.jwt.extensions().claims().get(key.name()) : null;
	}

	int requirements() {
		return Objects.requireNonNull(this.jwt.requireAny()).size();
	}

	RequireAny requirement(int number) {
		return Objects.requireNonNull(this.jwt.requireAny()).get(number);
	}

	private static String issuer(String template, Map<String, Object> claims) {
		String issuer = template;
		for (String name : IssuerTemplate.claims(template)) {
			issuer = issuer.replace("{" + name + "}", String.valueOf(claims.get(name)));
		}
		return issuer;
	}

	private String algorithm() {
		List<String> algorithms = this.jwt.extensions().algorithms();
		return (algorithms != null) ? algorithms.get(0) : "RS256";
	}

	private @Nullable String type() {
		List<String> types = Objects.requireNonNullElse(this.jwt.extensions().types(),
				JwtSpec.Extensions.DEFAULT_TYPES);
		return types.contains("") ? null : types.get(0);
	}

	private long lifetime() {
		String longest = this.jwt.maxLifetime();
		return (longest != null) ? Math.min(LIFETIME, DurationText.parse(longest).toSeconds()) : LIFETIME;
	}

}
