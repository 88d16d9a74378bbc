package io.microgate.server;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the header fields of a request, one a line, in every view that a handler has of
 * them.
 */
final class Echo {

	private static final List<String> OTHER_SPELLINGS = List.of("X_User", "X_ROLES", "client_cert", "X_UNUSED");

	private Echo() {
	}

	static String of(HttpServletRequest request) {
		StringBuilder echo = new StringBuilder();
		for (String name : new TreeSet<>(Collections.list(request.getHeaderNames()))) {
			List<String> values = Collections.list(request.getHeaders(name));
			assertThat(request.getHeader(name)).isEqualTo(values.get(0));
			values.forEach((value) -> line(echo, name, value));
		}
		for (String name : OTHER_SPELLINGS) {
			String value = request.getHeader(name);
			if (value != null) {
				line(echo, name, value);
			}
		}
		trailers(request).forEach((name, value) -> line(echo, name, value));
		return echo.toString();
	}

	/** A reactive handler has no view of trailers. */
	static String of(HttpHeaders headers) {
		StringBuilder echo = new StringBuilder();
		for (String name : headers.headerNames()) {
			headers.getOrEmpty(name).forEach((value) -> line(echo, name, value));
		}
		for (String name : OTHER_SPELLINGS) {
			headers.getOrEmpty(name).forEach((value) -> line(echo, name, value));
		}
		return echo.toString();
	}

	private static Map<String, String> trailers(HttpServletRequest request) {
		try {
			request.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return request.isTrailerFieldsReady() ? request.getTrailerFields() : Map.of();
	}

	private static void line(StringBuilder echo, String name, String value) {
		echo.append(name).append(": ").append(value.replaceAll("\\p{Cntrl}", "?")).append('\n');
	}

}
