package io.microgate.decision;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.microgate.request.RequestFacts;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Renders refusals in the format of RFC 9457. The body says no more than the status, and
 * is the same for all reasons that have it.
 */
final class ProblemDetails implements RefusalRenderer {

	private final Map<Integer, RefusalBody> bodies = new ConcurrentHashMap<>();

	@Override
	public RefusalBody render(int status, RequestFacts request) {
		return this.bodies.computeIfAbsent(status, ProblemDetails::body);
	}

	private static RefusalBody body(int status) {
		String text = "{\"title\":\"%s\",\"status\":%d}".formatted(HttpStatus.valueOf(status).getReasonPhrase(),
				status);
		return new RefusalBody(MediaType.APPLICATION_PROBLEM_JSON, text.getBytes(StandardCharsets.UTF_8));
	}

}
