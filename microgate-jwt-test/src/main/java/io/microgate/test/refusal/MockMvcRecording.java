package io.microgate.test.refusal;

import io.microgate.decision.Decision;
import io.microgate.engine.RequestDecision;
import io.microgate.servlet.ServletDecisions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultHandler;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Records the decision about a request of MockMvc. A client that uses MockMvc, such as
 * {@code WebTestClient}, has given it an id, under which it is recorded already.
 */
final class MockMvcRecording implements ResultHandler {

	private final DecisionRecorder recorder;

	MockMvcRecording(DecisionRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void handle(MvcResult result) {
		MockHttpServletRequest request = result.getRequest();
		if (request.getHeader(DecisionRecorder.HEADER) == null) {
			this.recorder.record(this.recorder.assignId(), ServletDecisions.find(request));
		}
	}

	/** The request itself has its decision, however MockMvc was set up. */
	static @Nullable RecordedDecision find(MvcResult result) {
		MockHttpServletRequest request = result.getRequest();
		RequestDecision decision = ServletDecisions.find(request);
		Decision made = (decision != null) ? decision.decision() : null;
		ApplicationContext context = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		return (decision != null && made != null && context != null)
				? RecordedDecision.of(context, decision.request(), made) : null;
	}

}
