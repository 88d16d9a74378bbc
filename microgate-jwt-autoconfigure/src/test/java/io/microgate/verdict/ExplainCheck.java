package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.decision.Decision;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.runtime.RunningConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a running application to explain the request of a row, and compares the answer
 * with what the application has decided about it.
 *
 * @param application the application
 * @param chapter where the row is from
 * @param row the row
 */
record ExplainCheck(RunningApplication application, Chapter chapter, Row row) {

	private static final Pattern ABSOLUTE = Pattern.compile("http://([^/]*)(/.*)");

	/**
	 * Compares, if the server has handed the request over.
	 * @param token the token of the row, {@code null} for none
	 * @param http the bytes of the request
	 */
	void verify(String token, String http) throws IOException {
		List<Decision> decisions = this.application.decisions().full();
		if (decisions.size() != 1 || ExplainExceptions.has(this.chapter, this.row)) {
			return;
		}
		Decision decision = decisions.get(0);
		String remembered = remembered();
		Explanation explanation = explain(http);
		assertThat(remembered()).as("no token is looked up or remembered").isEqualTo(remembered);
		assertThat(this.application.decisions().full()).as("no listener is notified").hasSize(1);
		String outcome = "%s, %s: %s".formatted(this.chapter.name(), this.row.name(), explanation);
		Explanation.Verdict verdict = explanation.verdict();
		assertThat(verdict.reason()).as(outcome).isEqualTo(decision.allowed() ? null : decision.reason().code());
		assertThat(verdict.outcome()).as(outcome).isEqualTo(decision.allowed() ? "allow" : "deny");
		assertThat(verdict.route()).as(outcome).isEqualTo(decision.route());
		assertThat(verdict.entry()).as(outcome)
			.isEqualTo((decision.entry() != null) ? decision.entry().number() : null);
		if (decision.entry() != null) {
			assertThat(verdict.policy()).as(outcome).isEqualTo(decision.entry().policy());
			assertThat(verdict.jwt()).as(outcome).isEqualTo(decision.entry().jwt());
			verifyPlace(verdict.place(), outcome);
		}
		assertThat(verdict.jwks()).as(outcome).isEqualTo(decision.jwks());
		verifyReceived(explanation, outcome);
		verifyParts(explanation, decision, outcome);
		if (token != null && token.length() > 100) {
			assertThat(explanation.toString()).doesNotContain(token.substring(0, 100));
		}
	}

	/** A copy of the request that was received is explained as what was sent. */
	private void verifyReceived(Explanation sent, String outcome) {
		Explanation received = explainer().explain(this.application.decisions().requests().get(0), Instant.now());
		assertThat(received.verdict()).as(outcome).isEqualTo(sent.verdict());
		assertThat(received.routes()).as(outcome).isEqualTo(sent.routes());
		assertThat(received.entries()).as(outcome).isEqualTo(sent.entries());
		assertThat(received.token()).as(outcome).isEqualTo(sent.token());
	}

	private static void verifyParts(Explanation explanation, Decision decision, String outcome) throws IOException {
		if (decision.route() != null) {
			assertThat(explanation.routes().get(0)).as(outcome)
				.satisfies((route) -> assertThat(route.name()).isEqualTo(decision.route()))
				.satisfies((route) -> assertThat(route.outcome()).isEqualTo("chosen"));
		}
		if (decision.entry() != null) {
			assertThat(explanation.entries().get(decision.entry().number()).outcome()).as(outcome).isEqualTo("decides");
		}
		for (Explanation.Entry entry : explanation.entries()) {
			verifyPlace(entry.place(), outcome);
		}
		for (Explanation.Requirement requirement : explanation.requirements()) {
			verifyPlace(requirement.place(), outcome);
		}
		for (Explanation.ClaimCondition claim : explanation.claims()) {
			verifyPlace(claim.place(), outcome);
		}
		if (!decision.allowed() && decision.entry() != null && explanation.change() != null
				&& explanation.change().place() != null) {
			verifyPlace(explanation.change().place(), outcome);
		}
	}

	/** A file and a line that it has. */
	private static void verifyPlace(String place, String outcome) throws IOException {
		assertThat(place).as(outcome).isNotNull().matches(".+:\\d+");
		int colon = place.lastIndexOf(':');
		Path file = Path.of(place.substring(0, colon));
		assertThat(Files.readAllLines(file)).as(outcome)
			.hasSizeGreaterThanOrEqualTo(Integer.parseInt(place.substring(colon + 1)));
	}

	private String remembered() {
		return this.application.bean(RunningConfiguration.class)
			.current()
			.jwtRules()
			.all()
			.values()
			.stream()
			.map((rule) -> rule.verifier().cache())
			.map((cache) -> "%d hits, %d misses, %d tokens".formatted(cache.hits(), cache.misses(), cache.size()))
			.toList()
			.toString();
	}

	private Explanation explain(String http) {
		List<String> lines = new ArrayList<>(http.split("\r\n\r\n", 2)[0].lines().toList());
		String[] start = lines.remove(0).split(" ");
		// the absolute form names the host, too
		Matcher absolute = ABSOLUTE.matcher(start[1]);
		String target = absolute.matches() ? absolute.group(2) : start[1];
		String host = absolute.matches() ? absolute.group(1) : null;
		boolean forwarded = this.chapter.name().matches("forwarded-(framework|native)");
		ExplainRequest request = new ExplainRequest(start[0], target, host, lines, "127.0.0.1", forwarded, null, null,
				false, null, false);
		return explainer().explain(request);
	}

	private ConfigurationExplainer explainer() {
		OpenPaths openPaths = this.application.find("microgateOpenPaths", OpenPaths.class);
		return new ConfigurationExplainer(this.application.bean(RunningConfiguration.class)::current,
				Objects.requireNonNullElse(openPaths, OpenPaths.NONE), this.chapter.basePath(), Clock.systemUTC());
	}

}
