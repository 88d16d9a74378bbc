package io.microgate.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Answers requests for the metadata of protected resources. Comes before the CORS
 * configuration of the application: scripts of every origin may read what is public.
 */
final class MetadataFilter implements Filter {

	private final ServletDecisions decisions;

	MetadataFilter(ServletDecisions decisions) {
		this.decisions = decisions;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		String document = document(request);
		if (document != null) {
			write(document, request, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private @Nullable String document(HttpServletRequest request) {
		RequestDecision decision = this.decisions.isSettled(request) ? null : ServletDecisions.find(request);
		return (decision != null) ? decision.metadata() : null;
	}

	private static void write(String document, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		byte[] content = document.getBytes(StandardCharsets.US_ASCII);
		response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(content.length);
		if (request.getMethod().equals("GET")) {
			response.getOutputStream().write(content);
		}
	}

}
