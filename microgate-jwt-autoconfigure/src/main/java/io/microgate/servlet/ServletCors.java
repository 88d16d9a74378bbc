package io.microgate.servlet;

import java.io.IOException;
import java.util.Enumeration;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Applies the CORS configuration of the application: that of its bean, else that of the
 * handler. A handler applies its own to every request that is allowed, so only preflights
 * and refusals are left.
 */
final class ServletCors {

	/** Longer than a browser asks for, and short enough to be repeated in a response. */
	private static final int MAX_REQUESTED_HEADERS = 2048;

	private static final Log logger = LogFactory.getLog(ServletCors.class);

	private final @Nullable CorsConfigurationSource source;

	private final MappedCors mapped;

	private final CorsProcessor processor = new DefaultCorsProcessor();

	private final CorsProcessor refusalProcessor = new HeadersOnlyProcessor();

	ServletCors(@Nullable CorsConfigurationSource source, MappedCors mapped) {
		this.source = source;
		this.mapped = mapped;
	}

	/** Whether there is anything to do before the request is decided. */
	boolean concerns(HttpServletRequest request) {
		return this.source != null || CorsUtils.isPreFlightRequest(request);
	}

	/**
	 * Answers a preflight that a configuration governs, and a request of an origin that
	 * the bean does not allow.
	 * @return whether the response is complete
	 */
	boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
		CorsConfiguration configuration = (this.source != null) ? this.source.getCorsConfiguration(request) : null;
		boolean preFlight = CorsUtils.isPreFlightRequest(request);
		if (configuration == null && preFlight) {
			configuration = this.mapped.find(request);
		}
		if (configuration != null && preFlight && isTooLong(request)) {
			response.setStatus(HttpServletResponse.SC_FORBIDDEN);
			return true;
		}
		return configuration != null && (!this.processor.processRequest(configuration, request, response) || preFlight);
	}

	/** The response to a preflight repeats the headers that it asks for. */
	private static boolean isTooLong(HttpServletRequest request) {
		int length = 0;
		Enumeration<String> values = request.getHeaders(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
		while (values.hasMoreElements()) {
			length += values.nextElement().length();
		}
		return length > MAX_REQUESTED_HEADERS;
	}

	/**
	 * Lets a script of an allowed origin read a refusal. Whatever a configuration throws,
	 * the request stays refused.
	 */
	void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		try {
			if (isToBeWritten(request, response)) {
				this.refusalProcessor.processRequest(this.mapped.find(request), request, response);
			}
		}
		catch (RuntimeException | IOException ex) {
			logger.debug(LogMessage.format("A refusal has no CORS headers because of %s", ex.getClass().getName()));
		}
	}

	/** The configuration of the bean has been applied before. */
	private static boolean isToBeWritten(HttpServletRequest request, HttpServletResponse response) {
		if (request.getHeader(HttpHeaders.ORIGIN) == null
				|| response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
			return false;
		}
		if (CorsUtils.isPreFlightRequest(request) && isTooLong(request)) {
			return false;
		}
		RequestDecision decision = ServletDecisions.find(request);
		return decision != null && decision.isPathJudged() && CorsUtils.isCorsRequest(request);
	}

	/** An origin that is not allowed gets the refusal without the headers. */
	private static final class HeadersOnlyProcessor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
		}

	}

}
