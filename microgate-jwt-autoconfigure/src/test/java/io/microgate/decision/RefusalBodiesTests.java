package io.microgate.decision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import io.microgate.PageBlock;
import io.microgate.request.UnreadableRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalBodies}: a renderer that fails never changes a refusal.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalBodiesTests {

	private static final byte[] CONTENT = { 'a' };

	private static final Refusal REFUSAL = new Refusal(DenyReason.POLICY_DENY, List.of(), null);

	private static RefusalBody render(RefusalRenderer renderer) {
		return RefusalBodies.of(renderer, new RefusalsSpec(false), new FailureLog(Clock.systemUTC()))
			.render(REFUSAL, UnreadableRequest.INSTANCE);
	}

	@Test
	void renderWhenBodyCannotBeWrittenThenNoBody(CapturedOutput output) {
		for (RefusalRenderer renderer : List.<RefusalRenderer>of(
				(status, request) -> new RefusalBody(MediaType.ALL, CONTENT),
				(status, request) -> new RefusalBody(MediaType.parseMediaType("application/*+json"), CONTENT),
				(status, request) -> new RefusalBody(null, CONTENT),
				(status, request) -> new RefusalBody(MediaType.TEXT_PLAIN, null), (status, request) -> {
					throw new NoClassDefFoundError();
				})) {
			assertThat(render(renderer)).isNull();
		}
		assertThat(output).contains("The body of a refusal is empty because of an exception");
	}

	@Test
	void renderWhenBodyCanBeWrittenThenAsItIs() {
		RefusalBody body = new RefusalBody(MediaType.TEXT_PLAIN, CONTENT);
		assertThat(render((status, request) -> body)).isSameAs(body);
		assertThat(render((status, request) -> null)).isNull();
	}

	@Test
	void renderWhenProblemDetailsThenTheBodyThatReferenceShows() throws IOException {
		RefusalBody body = RefusalBodies.of(null, new RefusalsSpec(true), new FailureLog(Clock.systemUTC()))
			.render(new Refusal(DenyReason.TOKEN_MISSING, List.of(), null), UnreadableRequest.INSTANCE);
		assertThat(body.content()).asString(StandardCharsets.UTF_8)
			.isEqualTo(PageBlock.read("docs/reference/configuration.md", "Bodies of refusals", "json").strip());
	}

}
