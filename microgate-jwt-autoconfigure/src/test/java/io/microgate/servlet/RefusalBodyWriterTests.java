package io.microgate.servlet;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
import io.microgate.decision.Refusal;
import io.microgate.decision.RefusalBodies;
import io.microgate.decision.RefusalBody;
import io.microgate.decision.RefusalRenderer;
import io.microgate.decision.RefusalsSpec;
import io.microgate.request.UnreadableRequest;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalBodyWriter}: an application that refuses a request has perhaps
 * begun to answer it.
 */
class RefusalBodyWriterTests {

	private static final RefusalRenderer RENDERER = (status, request) -> new RefusalBody(MediaType.TEXT_PLAIN,
			new byte[] { 'a' });

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private void begin() throws IOException {
		this.response.getOutputStream().print("secret");
	}

	private String write(RefusalRenderer renderer) throws IOException {
		new RefusalBodyWriter(RefusalBodies.of(renderer, new RefusalsSpec(false), new FailureLog(Clock.systemUTC())))
			.write(new Refusal(DenyReason.CLAIMS_REQUIRE_ALL, List.of(), null), UnreadableRequest.INSTANCE,
					this.response);
		return this.response.getContentAsString();
	}

	@Test
	void writeWhenThereIsNoBodyThenNothingIsLeft() throws IOException {
		begin();
		assertThat(write(null)).isEmpty();
	}

	@Test
	void writeWhenRendererThrowsThenNothingIsLeft() throws IOException {
		begin();
		assertThat(write((status, request) -> {
			throw new IllegalStateException();
		})).isEmpty();
	}

	@Test
	void writeWhenThereIsABodyThenNothingElseIsLeft() throws IOException {
		begin();
		assertThat(write(RENDERER)).isEqualTo("a");
	}

	/** Bytes cannot follow characters. */
	@Test
	void writeWhenApplicationWritesCharactersThenNothingIsLeft() throws IOException {
		this.response.getWriter().write("secret");
		assertThat(write(RENDERER)).isEmpty();
		assertThat(this.response.getHeader("Content-Type")).isNull();
	}

	@Test
	void writeWhenResponseIsCommittedThenStaysAsItIs() throws IOException {
		begin();
		this.response.flushBuffer();
		assertThat(write(RENDERER)).isEqualTo("secret");
	}

}
