package io.microgate.servlet;

import java.io.IOException;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers preflights that the application's CORS configuration governs. A preflight that
 * none governs goes on and is decided: the stock filter would answer it. A path without a
 * single reading is refused first.
 */
final class CorsAnswerFilter implements Filter {

	private final ServletDecisions decisions;

	private final ServletCors cors;

	CorsAnswerFilter(ServletDecisions decisions, ServletCors cors) {
		this.decisions = decisions;
		this.cors = cors;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		boolean concerned = this.cors.concerns(request) && !this.decisions.isSettled(request);
		if (!concerned || !isAnswered(request, (HttpServletResponse) response)) {
			chain.doFilter(request, response);
		}
	}

	private boolean isAnswered(HttpServletRequest request, HttpServletResponse response) throws IOException {
		RequestDecision decision = this.decisions.get(request);
		try {
			return decision.isPathJudged() && this.cors.answers(request, response);
		}
		catch (RuntimeException ex) {
			decision.concludeFailed(ex);
			return false;
		}
	}

}
