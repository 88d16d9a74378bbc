package io.microgate.check;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.microgate.engine.Explanation;
import io.microgate.engine.PlainText;
import io.microgate.test.policy.PolicyCaseOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says which policy cases a configuration decides otherwise than they expect.
 *
 * @param cases how many cases there are
 * @param failures those that are decided otherwise
 */
record TestReport(int cases, List<Failure> failures) {

	/** A terminal acts on some characters beyond ASCII, too. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	static TestReport of(List<PolicyCaseOutcome> outcomes) {
		List<Failure> failures = outcomes.stream()
			.filter((outcome) -> !outcome.isAsExpected())
			.map(Failure::of)
			.toList();
		return new TestReport(outcomes.size(), failures);
	}

	String json() {
		return JSON.writeValueAsString(this).replace("\u007f", "\\u007f");
	}

	String text() {
		String details = this.failures.stream()
			.flatMap((failure) -> failure.text().lines())
			.map(PlainText::of)
			.collect(Collectors.joining(System.lineSeparator()));
		if (details.isEmpty()) {
			return "%d cases, all are decided as expected".formatted(this.cases);
		}
		return "%s%n%d cases, %d are not decided as expected".formatted(details, this.cases, this.failures.size());
	}

	/**
	 * A case that is decided otherwise.
	 *
	 * @param name name of the case, or what it sends
	 * @param place where it is written
	 * @param expected the expected decision
	 * @param actual the decision
	 * @param text all that in lines
	 * @param explanation how the request was decided
	 */
	record Failure(String name, @Nullable String place, String expected, String actual, @JsonIgnore String text,
			Explanation explanation) {

		static Failure of(PolicyCaseOutcome outcome) {
			return new Failure(outcome.policyCase().title(), outcome.policyCase().place(),
					outcome.policyCase().expected(), outcome.actual(), outcome.failure(), outcome.explanation());
		}

	}

}
