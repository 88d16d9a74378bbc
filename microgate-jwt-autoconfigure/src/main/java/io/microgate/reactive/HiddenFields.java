package io.microgate.reactive;

import io.microgate.request.FieldNames;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Header fields of a client that are taken out of its request before any filter sees it.
 * Only the decision about the request still reads them: the token may be in one. They
 * travel past the filters in Reactor's context, since an exchange cannot be given
 * attributes before it is there.
 */
final class HiddenFields {

	static final String CONTEXT_KEY = HiddenFields.class.getName();

	private HiddenFields() {
	}

	/**
	 * Finds the fields of a request that have to be hidden.
	 * @param names the names of such fields
	 * @param request the request
	 * @return the fields as sent, {@code null} if the request has none of them
	 */
	static @Nullable HttpHeaders find(FieldNames names, ServerHttpRequest request) {
		if (names.isEmpty()) {
			return null;
		}
		HttpHeaders sent = request.getHeaders();
		HttpHeaders hidden = null;
		for (String name : sent.headerNames()) {
			if (names.contains(name)) {
				hidden = (hidden != null) ? hidden : new HttpHeaders();
				hidden.put(name, sent.getOrEmpty(name));
			}
		}
		return hidden;
	}

	/** Has the facts of the exchange's request include the fields. */
	static void keep(ServerWebExchange exchange, ContextView context) {
		Object hidden = context.getOrDefault(CONTEXT_KEY, null);
		if (hidden != null) {
			exchange.getAttributes().put(CONTEXT_KEY, hidden);
		}
	}

	/**
	 * Puts the fields back where no filter of the application has set its own.
	 * @param visible the header fields that filters see
	 * @param exchange the exchange
	 * @return the fields to decide by
	 */
	static HttpHeaders addTo(HttpHeaders visible, ServerWebExchange exchange) {
		HttpHeaders hidden = exchange.getAttribute(CONTEXT_KEY);
		if (hidden == null) {
			return visible;
		}
		HttpHeaders all = HttpHeaders.copyOf(visible);
		hidden.forEach((name, values) -> {
			if (!all.containsHeader(name)) {
				all.put(name, values);
			}
		});
		return all;
	}

}
