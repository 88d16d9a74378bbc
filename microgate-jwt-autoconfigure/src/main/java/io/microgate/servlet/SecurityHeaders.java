package io.microgate.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;

/**
 * Writes the response headers that Spring Security writes by default, unless the
 * application has set them.
 */
final class SecurityHeaders implements HeaderWriter {

	private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

	private static final String XSS_PROTECTION = "X-XSS-Protection";

	private static final String FRAME_OPTIONS = "X-Frame-Options";

	private final HstsHeaderWriter transportSecurity = new HstsHeaderWriter();

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader(CONTENT_TYPE_OPTIONS)) {
			response.setHeader(CONTENT_TYPE_OPTIONS, "nosniff");
		}
		if (!response.containsHeader(XSS_PROTECTION)) {
			response.setHeader(XSS_PROTECTION, "0");
		}
		if (isCachingUndecided(response)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
			response.setHeader(HttpHeaders.PRAGMA, "no-cache");
			response.setHeader(HttpHeaders.EXPIRES, "0");
		}
		this.transportSecurity.writeHeaders(request, response);
		response.setHeader(FRAME_OPTIONS, "DENY");
	}

	private static boolean isCachingUndecided(HttpServletResponse response) {
		return response.getHeader(HttpHeaders.CACHE_CONTROL) == null && response.getHeader(HttpHeaders.EXPIRES) == null
				&& response.getHeader(HttpHeaders.PRAGMA) == null
				&& response.getStatus() != HttpStatus.NOT_MODIFIED.value();
	}

}
