package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.binding.TokenScheme;
import io.microgate.decision.DenyReason;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.policy.PolicyRule;
import io.microgate.route.ChallengeRules;
import org.jspecify.annotations.Nullable;

/**
 * Writes the challenges of a refusal (RFC 9110 section 11.6.1): one of the scheme that
 * the token was sent with or, without a token, one of each scheme that the JWT takes.
 */
final class Challenges {

	/** What a proof may be signed with (RFC 9449 section 7.1). */
	private static final String PROOF_ALGORITHMS = Stream.of(JwsAlgorithm.values())
		.map(Enum::name)
		.collect(Collectors.joining(" "));

	private static final List<TokenScheme> DEFAULT_SCHEMES = List.of(TokenScheme.BEARER);

	private static final int UNAUTHORIZED = 401;

	private final ChallengeRules rules;

	private final @Nullable PolicyRule rule;

	private final @Nullable String route;

	/**
	 * Prepares the challenges of a request.
	 * @param rules what all challenges say
	 * @param rule the rule that decides about the request, {@code null} for none
	 * @param route name of its route, {@code null} for none
	 */
	Challenges(ChallengeRules rules, @Nullable PolicyRule rule, @Nullable String route) {
		this.rules = rules;
		this.rule = rule;
		this.route = route;
	}

	/**
	 * Writes the challenges.
	 * @param reason why the request is refused
	 * @param used the scheme that the token was sent with
	 * @return the values of {@code WWW-Authenticate}, empty if the reason has no
	 * challenge
	 */
	List<String> write(DenyReason reason, TokenScheme used) {
		if (!reason.isChallenge()) {
			return List.of();
		}
		if (used != TokenScheme.NONE) {
			return List.of(write(reason, used == TokenScheme.DPOP));
		}
		List<TokenScheme> accepted = (this.rule != null && this.rule.authentication() != null)
				? this.rule.authentication().schemes() : DEFAULT_SCHEMES;
		List<String> challenges = new ArrayList<>();
		for (TokenScheme scheme : (reason == DenyReason.TOKEN_MISSING) ? accepted : accepted.subList(0, 1)) {
			challenges.add(write(reason, scheme == TokenScheme.DPOP));
		}
		return challenges;
	}

	private String write(DenyReason reason, boolean proof) {
		StringBuilder challenge = new StringBuilder(proof ? "DPoP" : "Bearer");
		int scheme = challenge.length();
		append(challenge, "realm", this.rules.realm());
		append(challenge, "error", reason.error());
		if (reason == DenyReason.TOKEN_STEP_UP && this.rule != null) {
			for (Map.Entry<String, String> parameter : this.rule.stepUp().parameters().entrySet()) {
				append(challenge, parameter.getKey(), parameter.getValue());
			}
		}
		append(challenge, "algs", proof ? PROOF_ALGORITHMS : null);
		if (reason.status() == UNAUTHORIZED && this.route != null) {
			append(challenge, "resource_metadata", this.rules.metadataUris().get(this.route));
		}
		if (challenge.length() > scheme) {
			challenge.deleteCharAt(scheme);
		}
		return challenge.toString();
	}

	/** The checks of the configuration leave no value that would have to be escaped. */
	private static void append(StringBuilder challenge, String name, @Nullable String value) {
		if (value != null) {
			challenge.append(", ").append(name).append("=\"").append(value).append('"');
		}
	}

}
