package io.microgate.runtime;

import java.io.IOException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.microgate.PageBlock;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CandidateLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CandidateLogTests {

	private final CandidateLog log = new CandidateLog();

	private void log(int entry) {
		this.log.log(
				new CandidateDifference("file:candidate.yml", Decision.ALLOW,
						new Decision(DenyReason.POLICY_DENY, null, "shop",
								new EntryReference("shop", entry, null, null), null, null)),
				new TestRequest("GET", "/shop/path-of-the-request"));
	}

	private static long lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("CandidateLog")).count();
	}

	@Test
	void logWhenKindGoesOnThenFirstAndCounts(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			log(0);
		}
		log(1);
		assertThat(lines(output)).isEqualTo(2);
		this.log.logCounts();
		assertThat(lines(output)).isEqualTo(3);
		assertThat(output).contains("entry 0 of policy 'shop' (4 more since the last such line)");
		this.log.logCounts();
		assertThat(lines(output)).isEqualTo(3);
		assertThat(output).doesNotContain("path-of-the-request");
	}

	@Test
	void logWhenThereAreManyKindsThenLimited(CapturedOutput output) {
		for (int i = 0; i < 10 * CandidateLog.MAX_KINDS; i++) {
			log(i);
		}
		assertThat(lines(output)).isEqualTo(CandidateLog.MAX_KINDS + 1);
		this.log.logCounts();
		assertThat(lines(output)).isEqualTo(CandidateLog.MAX_KINDS + 2);
		assertThat(output).contains("Candidates decide differently in further ways (1799 more");
	}

	@Test
	void logWhenPathHasLineFeedThenIsOneLine(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(CandidateLog.class);
		logger.setLevel(Level.DEBUG);
		try {
			this.log.log(
					new CandidateDifference("file:candidate.yml", Decision.ALLOW,
							new Decision(DenyReason.POLICY_DENY, null, "shop", null, null, null)),
					new TestRequest("GET", "/a\nforged line"));
		}
		finally {
			logger.setLevel(null);
		}
		assertThat(output.toString().lines()).anyMatch((line) -> line.contains("/a\\u000aforged line"))
			.noneMatch((line) -> line.startsWith("forged line"));
	}

	@Test
	void logWhenStructuredThenBothDecisionsAreKeyValues() {
		Logger logger = (Logger) LoggerFactory.getLogger(CandidateLog.class);
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		logger.addAppender(appender);
		try {
			log(0);
			log(0);
			this.log.logCounts();
		}
		finally {
			logger.detachAppender(appender);
		}
		assertThat(appender.list).hasSize(2)
			.allSatisfy(
					(event) -> assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key + "=" + pair.value)
						.contains("microgate.outcome=allow", "microgate.candidate.reason=policy.deny",
								"microgate.candidate.policy=shop"));
	}

	@Test
	void logWhenForgottenThenLoggedAgain(CapturedOutput output) {
		log(0);
		this.log.forget();
		log(0);
		assertThat(lines(output)).isEqualTo(2);
	}

	@Test
	void logWhenPagesShowLinesThenThoseThatArePrinted() throws IOException {
		EntryReference drafts = new EntryReference("bookstore", 0, "application.yml:38", null);
		EntryReference changed = new EntryReference("bookstore", 0, "/etc/bookstore/new.yml:38", null);
		Decision denied = new Decision(DenyReason.POLICY_DENY, null, "bookstore", drafts, null, null);
		assertThat(PageBlock.read("docs/how-to/change-a-policy-without-fear.md", "Look at the differences", "")
			.lines()
			.skip(1))
			.containsExactly(
					describe("/etc/bookstore/new.yml", denied,
							new Decision(null, null, "bookstore", changed, null, null)),
					describe("/etc/bookstore/new.yml", denied,
							new Decision(DenyReason.CLAIMS_REQUIRE_ALL, null, "bookstore", changed, null, null)));
		EntryReference inForce = new EntryReference("shop", 0, "application.yml:31", null);
		EntryReference candidate = new EntryReference("shop", 1, "/etc/microgate/candidate.yml:28", null);
		assertThat(PageBlock.read("docs/how-to/try-a-policy-beside-the-one-in-force.md", "See what would be different",
				""))
			.isEqualToIgnoringNewLines(
					describe("/etc/microgate/candidate.yml", new Decision(null, null, "shop", inForce, null, null),
							new Decision(DenyReason.CLAIMS_REQUIRE_ANY, null, "shop", candidate, null, null)));
	}

	private static String describe(String file, Decision enforced, Decision candidate) {
		return new CandidateDifference("file:" + file, enforced, candidate).describe();
	}

}
