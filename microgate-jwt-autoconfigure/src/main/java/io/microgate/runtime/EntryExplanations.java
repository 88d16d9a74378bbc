package io.microgate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.coverage.EntryText;
import io.microgate.engine.Explanation;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherText;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.Answer;
import io.microgate.policy.RuleTrace;
import org.jspecify.annotations.Nullable;

/**
 * Explains which entries of a policy were considered, without values of headers.
 */
final class EntryExplanations {

	private final TracedConfiguration traced;

	EntryExplanations(TracedConfiguration traced) {
		this.traced = traced;
	}

	List<Explanation.Entry> explain() {
		List<Explanation.Entry> entries = new ArrayList<>();
		for (RuleTrace rule : this.traced.trace().rules()) {
			boolean decides = rule.rule() == this.traced.trace().rule();
			entries.add(explain(rule, decides));
			if (decides || (this.traced.trace().rule() == null && rule.answer() == Answer.UNKNOWN)) {
				break;
			}
		}
		return entries;
	}

	private Explanation.Entry explain(RuleTrace rule, boolean decides) {
		PolicySpec spec = this.traced.entry(rule.rule());
		String outcome = (rule.answer() == Answer.UNKNOWN) ? "unknown" : "not met";
		return new Explanation.Entry(rule.rule().reference().number(), rule.rule().reference().place(),
				decides ? "decides" : outcome, decides ? null : because(rule, spec),
				new EntryText(this.traced.configuration().properties().jwts()).describe(spec,
						this.traced.policy(rule.rule()).extensions().stripToken()));
	}

	private static @Nullable String because(RuleTrace rule, PolicySpec spec) {
		RequestConditions conditions = spec.requestConditions();
		if (conditions == null) {
			return null;
		}
		if (rule.condition() == null) {
			return (rule.answer() == Answer.UNKNOWN) ? "Comparing the conditions once more would cost too much"
					: "The request meets all conditions, and they are inverted";
		}
		return "The request does not meet the condition: " + describe(rule.condition(), conditions);
	}

	/** Says what a condition asks for. */
	static String describe(String component, RequestConditions conditions) {
		return switch (component) {
			case "method" -> "method is " + String.join(" or ", Objects.requireNonNull(conditions.method()));
			case "path" -> "path "
					+ MatcherText.describe(Objects.requireNonNull(Objects.requireNonNull(conditions.path()).matcher()));
			case "mediaType" -> "media type " + MatcherText
				.describe(Objects.requireNonNull(Objects.requireNonNull(conditions.mediaType()).matcher()));
			case "header" -> describe(Objects.requireNonNull(conditions.header()));
			case "remoteIp" ->
				"remote address is " + (Objects.requireNonNull(conditions.remoteIp()).invert() ? "not " : "") + "in "
						+ String.join(" or ", Objects.requireNonNull(conditions.remoteIp().cidrRanges()));
			default -> throw new IllegalArgumentException("Unknown condition '" + component + "'");
		};
	}

	private static String describe(Header header) {
		CaselessMatcherSpec name = header.name();
		if (name == null) {
			return "value of a header matches";
		}
		String named = "name of a header " + MatcherText.describe(Objects.requireNonNull(name.matcher()));
		return (header.value() != null) ? named + " and its value matches" : named;
	}

}
