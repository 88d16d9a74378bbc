package io.microgate.servlet;

import java.io.IOException;

import io.microgate.decision.DenyReason;
import io.microgate.decision.Refusal;
import io.microgate.decision.RefusalBodies;
import io.microgate.decision.RefusalBody;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;

/**
 * Writes the body of a refusal, if there is one for it.
 */
final class RefusalBodyWriter {

	private final RefusalBodies bodies;

	RefusalBodyWriter(RefusalBodies bodies) {
		this.bodies = bodies;
	}

	/**
	 * Renders a refusal with its body, but without CORS headers.
	 * @param decision the decision about the request
	 * @param response the response
	 */
	void refuse(RequestDecision decision, HttpServletResponse response) throws IOException {
		Refusal refusal = decision.refusal(DenyReason.ERROR_INTERNAL);
		RefusalHandler.render(refusal, response);
		write(refusal, decision.request(), response);
	}

	/**
	 * Writes the body, after all other header fields.
	 * @param refusal the refusal
	 * @param request the request that is refused
	 * @param response the response
	 */
	void write(Refusal refusal, RequestFacts request, HttpServletResponse response) throws IOException {
		RefusalBody body = this.bodies.render(refusal, request);
		if (response.isCommitted()) {
			return;
		}
		// the application may have begun to answer before it refused the request
		response.resetBuffer();
		if (body == null) {
			return;
		}
		ServletOutputStream stream;
		try {
			stream = response.getOutputStream();
		}
		catch (IllegalStateException ex) {
			this.bodies.notWritten(ex);
			return;
		}
		response.setContentType(body.contentType().toString());
		response.setContentLength(body.content().length);
		if (!HttpMethod.HEAD.name().equals(request.method())) {
			stream.write(body.content());
		}
	}

}
