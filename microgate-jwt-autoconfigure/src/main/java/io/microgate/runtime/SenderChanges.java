package io.microgate.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.binding.BindingSpec;
import io.microgate.binding.Confirmation;
import io.microgate.decision.DenyReason;
import io.microgate.engine.Explanation.Change;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import io.microgate.policy.StepUpRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds how the client has to send a token that was verified, or that another user or
 * client has to send one.
 */
final class SenderChanges {

	private static final String CNF = "cnf";

	private static final String SOURCE = "source";

	private final TracedConfiguration traced;

	SenderChanges(TracedConfiguration traced) {
		this.traced = traced;
	}

	/** Returns the change for a reason of a check that is made for each request. */
	Change find(DenyReason reason) {
		return switch (reason) {
			case TOKEN_REVOKED -> token(revocationPlace(), "Use a token that is not listed as revoked");
			case REVOCATION_UNAVAILABLE ->
				new Change(SmallestChange.CONFIGURATION, property("extensions.revocation"), null, revocationPlace(),
						"Make the list of revoked tokens of JWT '%s' valid".formatted(this.traced.jwtName()));
			case TOKEN_STEP_UP -> forStepUp();
			case TOKEN_BINDING -> forBinding();
			case DPOP_UNAVAILABLE -> new Change(SmallestChange.REQUEST, "time", null, null,
					"Send the request again when proofs can be remembered");
			default -> new Change(SmallestChange.REQUEST, "header 'DPoP'", null, bindingPlace(),
					"Send a new proof in the header 'DPoP', for this method, URI and token, signed by the key that the"
							+ " token is bound to");
		};
	}

	private static Change token(@Nullable String place, String text) {
		return new Change(SmallestChange.TOKEN, "token", null, place, text);
	}

	private String property(String path) {
		return "microgate.jwts.%s.%s".formatted(this.traced.jwtName(), path);
	}

	private @Nullable String revocationPlace() {
		return this.traced.placeInJwt("extensions", "revocation");
	}

	private @Nullable String bindingPlace() {
		return this.traced.placeInJwt("extensions", "binding");
	}

	private Change forBinding() {
		Confirmation confirmation = Confirmation.of(this.traced.trace().token().claims().get(CNF));
		JwtSpec jwt = this.traced.jwt();
		BindingSpec binding = jwt.extensions().binding();
		String required = (binding != null) ? binding.required() : null;
		if (required != null && !isBound(confirmation, required)) {
			return token(bindingPlace(), "Use a token that is bound to its sender: " + required);
		}
		if (confirmation == null) {
			return new Change(SmallestChange.REQUEST, SOURCE, null, bindingPlace(),
					"Send the token with the scheme 'Bearer', as it is bound to no key");
		}
		if (!isBound(confirmation, "any")) {
			return new Change(SmallestChange.CLAIM, CNF, "null", bindingPlace(),
					"Use a token that is bound to its sender by 'jkt' or 'x5t#S256' of 'cnf' alone");
		}
		return forBound(confirmation);
	}

	private static boolean isBound(@Nullable Confirmation confirmation, String required) {
		boolean key = confirmation != null && confirmation.thumbprint() != null;
		boolean certificate = confirmation != null && confirmation.certificate() != null;
		return switch (required) {
			case "dpop" -> key;
			case "certificate" -> certificate;
			default -> key || certificate;
		};
	}

	private Change forBound(Confirmation confirmation) {
		if (confirmation.thumbprint() == null) {
			return new Change(SmallestChange.REQUEST, "clientCertificate", null, bindingPlace(),
					"Present the certificate that the token is bound to, and send the token without the scheme 'DPoP'");
		}
		if (this.traced.configuration().properties().publicOrigins() == null) {
			return new Change(SmallestChange.CONFIGURATION, "microgate.public-origins", null, null,
					"Say in 'microgate.public-origins' where clients reach the application");
		}
		String certificate = (confirmation.certificate() != null) ? ", and present the certificate that it is bound to"
				: "";
		return new Change(SmallestChange.REQUEST, SOURCE, null, bindingPlace(),
				"Send the token with the scheme 'DPoP' and a proof in the header 'DPoP'" + certificate);
	}

	private Change forStepUp() {
		StepUp spec = Objects
			.requireNonNull(Objects.requireNonNull(this.traced.entry().authorization()).extensions().stepUp());
		String place = StepUpExplanations.place(this.traced);
		StepUpRule rule = this.traced.rule().stepUp();
		Map<String, Object> claims = StepUpExplanations.claims(this.traced);
		List<String> classes = spec.acr();
		if (rule.hasClass(claims)) {
			long now = this.traced.trace().token().time().getEpochSecond();
			return new Change(SmallestChange.CLAIM, StepUpExplanations.AUTH_TIME, Long.toString(now), place,
					"Use a token of a user who has authenticated at most %s ago".formatted(spec.maxAge()));
		}
		String acr = Objects.requireNonNull(classes).get(0);
		Map<String, Object> strong = new HashMap<>(claims);
		strong.put(StepUpExplanations.ACR, acr);
		String text = "Use a token of a user who has authenticated with 'acr' " + acr;
		return rule.isSatisfiedBy(strong, this.traced.trace().token().time())
				? new Change(SmallestChange.CLAIM, StepUpExplanations.ACR, ClaimValueText.quote(acr), place, text)
				: token(place, text + " at most %s ago".formatted(spec.maxAge()));
	}

}
