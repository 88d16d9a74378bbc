package io.microgate.servlet;

import java.io.IOException;

import io.microgate.decision.DenyReason;
import io.microgate.decision.Refusal;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.RequestDecision;
import io.microgate.request.UnreadableRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Renders a refusal: status, challenges, CORS headers and body. A request that Microgate
 * lets through and the application itself refuses (method security) is answered as the
 * resource server of Spring Security does, without a description.
 */
final class RefusalHandler implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private final ServletCors cors;

	private final RefusalBodyWriter bodies;

	RefusalHandler(ServletCors cors, RefusalBodies bodies) {
		this.cors = cors;
		this.bodies = new RefusalBodyWriter(bodies);
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		refuse(request, response, DenyReason.TOKEN_MISSING);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		refuse(request, response, DenyReason.TOKEN_MISSING);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		refuse(request, response, DenyReason.CLAIMS_REQUIRE_ALL);
	}

	/** Renders the refusal that has been decided. */
	void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		refuse(request, response, DenyReason.ERROR_INTERNAL);
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, DenyReason byApplication)
			throws IOException {
		RequestDecision decision = ServletDecisions.find(request);
		Refusal refusal = (decision != null) ? decision.refusal(byApplication)
				: RequestDecision.refusalWithoutDecision(byApplication);
		render(refusal, response);
		this.cors.writeHeaders(request, response);
		// what is included has no status, and takes nothing from the page around it
		if (request.getDispatcherType() != DispatcherType.INCLUDE) {
			this.bodies.write(refusal, (decision != null) ? decision.request() : UnreadableRequest.INSTANCE, response);
		}
	}

	/** Renders a refusal, without CORS headers and body. */
	static void render(Refusal refusal, HttpServletResponse response) {
		response.setStatus(refusal.status());
		for (String challenge : refusal.challenges()) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
		}
		if (refusal.retryAfter() != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter().toSeconds()));
		}
	}

}
