package io.microgate.servlet;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Renders a refusal as its reason says: status, challenge and CORS headers, no body. A
 * request that Microgate lets through and the application itself refuses (method
 * security) is answered as the resource server of Spring Security does, without a
 * description.
 */
final class RefusalHandler implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private final ServletCors cors;

	RefusalHandler(ServletCors cors) {
		this.cors = cors;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) {
		refuse(request, response, DenyReason.TOKEN_MISSING);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
		refuse(request, response, DenyReason.TOKEN_MISSING);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) {
		refuse(request, response, DenyReason.CLAIMS_REQUIRE_ALL);
	}

	/** Renders the refusal that has been decided. */
	void refuse(HttpServletRequest request, HttpServletResponse response) {
		refuse(request, response, DenyReason.ERROR_INTERNAL);
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, DenyReason byApplication) {
		RequestDecision decision = ServletDecisions.find(request);
		if (decision == null || decision.isAllowed()) {
			render(Decision.deny(byApplication), response);
		}
		else {
			render(decision.conclude(), response);
		}
		this.cors.writeHeaders(request, response);
	}

	/** Renders a decision, as a refusal in any case. */
	static void render(Decision decision, HttpServletResponse response) {
		DenyReason reason = (decision.reason() != null) ? decision.reason() : DenyReason.ERROR_INTERNAL;
		response.setStatus(reason.status());
		if (reason.challenge() != null) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, reason.challenge());
		}
		if (decision.retryAfter() != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(decision.retryAfter().toSeconds()));
		}
	}

}
