package io.microgate.runtime;

import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.decision.Decision;
import io.microgate.decision.DecisionAttributes;
import io.microgate.decision.EntryReference;
import io.microgate.decision.PrintableText;
import io.microgate.engine.Expectation;
import io.microgate.engine.Expectations;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was refused and what the configuration expects, each in one line and
 * without anything of a token or of a header field but {@code Host}.
 */
final class RefusalText {

	private static final String NEXT_STEPS = ". More like it are counted once a minute; set 'logging.level.io.microgate'"
			+ " to 'debug' to see each, and run 'microgate-jwt-check explain' to have one explained";

	private final CheckedConfiguration configuration;

	private final Expectations expectations;

	RefusalText(CheckedConfiguration configuration) {
		MicrogateProperties properties = configuration.properties();
		this.configuration = configuration;
		this.expectations = new Expectations(properties.routes(), properties.jwts(),
				properties.accessControlPolicies());
	}

	String first(RequestFacts request, Decision decision, @Nullable String subject) {
		return one(request, decision, subject) + NEXT_STEPS;
	}

	String one(RequestFacts request, Decision decision, @Nullable String subject) {
		String of = (subject != null) ? " of subject '%s'".formatted(subject) : "";
		return "Refused %s%s (%s): %s".formatted(describe(request), of, DecisionAttributes.reason(decision),
				explain(decision));
	}

	String more(long count, RequestFacts request, Decision decision) {
		return "Refused %d more since the last such line, in the end %s (%s): %s".formatted(count, describe(request),
				DecisionAttributes.reason(decision), explain(decision));
	}

	private static String describe(RequestFacts request) {
		String path = request.path().isEmpty() ? "a path without a single reading" : PrintableText.of(request.path());
		return "%s %s for host '%s'".formatted(PrintableText.of(request.method()), path,
				PrintableText.of(request.host()));
	}

	private String explain(Decision decision) {
		Expectation expectation = this.expectations.of(decision);
		String expected = PrintableText.escape(expectation.text()) + in(place(expectation.part()));
		EntryReference entry = decision.entry();
		if (entry == null) {
			return (decision.route() != null)
					? expected + ". No entry decides on route '%s'".formatted(decision.route()) : expected;
		}
		return expected + ". Decided by entry %d of policy '%s' on route '%s'%s".formatted(entry.number(),
				entry.policy(), decision.route(), in(entry.place()));
	}

	private static String in(@Nullable String place) {
		return (place != null) ? " (%s)".formatted(place) : "";
	}

	/** A part of the whole configuration has no line. */
	private @Nullable String place(List<Object> part) {
		if (part.size() < 2) {
			return null;
		}
		return this.configuration.places()
			.find((String) part.get(0), (String) part.get(1), part.subList(2, part.size()).toArray());
	}

}
