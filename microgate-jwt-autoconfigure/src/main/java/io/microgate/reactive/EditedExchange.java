package io.microgate.reactive;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.microgate.propagation.RequestEdits;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.FieldNames;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the request that handlers and upstreams see. The firewall of Spring Security
 * still guards it, as its own builder makes the new request.
 */
final class EditedExchange {

	private EditedExchange() {
	}

	/** Makes a request without some of its header fields. */
	static ServerHttpRequest without(FieldNames removed, ServerHttpRequest request) {
		return request.mutate().headers((fields) -> remove(removed::contains, fields)).build();
	}

	/**
	 * Edits the request of an exchange.
	 * @param edits what is seen otherwise
	 * @param exchange the exchange, whose request is let through
	 * @return the exchange for the rest of the filters and for the handler
	 */
	static ServerWebExchange of(RequestEdits edits, ServerWebExchange exchange) {
		if (edits.isEmpty() || !concerns(edits, exchange.getRequest())) {
			return exchange;
		}
		StrippedSources stripped = edits.stripped();
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpRequest.Builder builder = request.mutate().headers((fields) -> edit(edits, fields));
		if (!stripped.queryParameters().isEmpty() && request.getURI().getRawQuery() != null) {
			builder.uri(withQuery(stripped.query(request.getURI().getRawQuery()), request.getURI()));
		}
		ServerHttpRequest edited = builder.build();
		return exchange.mutate()
			.request(stripped.cookies().isEmpty() ? edited : new WithoutCookies(stripped.cookies(), edited))
			.build();
	}

	/** Most requests have nothing that would be taken out. */
	private static boolean concerns(RequestEdits edits, ServerHttpRequest request) {
		if (!edits.set().isEmpty() || edits.stripped().hasQueryOrCookies()) {
			return true;
		}
		HttpHeaders fields = new HttpHeaders(request.getHeaders());
		return fields.headerNames().stream().anyMatch(edits::isEdited) || fields.getOrEmpty(HttpHeaders.CONNECTION)
			.stream()
			.anyMatch((value) -> !edits.connection(value).equals(value));
	}

	private static void edit(RequestEdits edits, HttpHeaders fields) {
		remove(edits::isEdited, fields);
		if (!edits.stripped().cookies().isEmpty()) {
			replace(HttpHeaders.COOKIE, edits.stripped()::cookies, fields);
		}
		replace(HttpHeaders.CONNECTION, edits::connection, fields);
		edits.set().forEach(fields::set);
	}

	private static void remove(Predicate<String> removed, HttpHeaders fields) {
		List.copyOf(fields.headerNames()).stream().filter(removed).forEach(fields::remove);
	}

	private static void replace(String name, UnaryOperator<String> replacement, HttpHeaders fields) {
		List<String> sent = fields.getOrEmpty(name);
		if (!sent.isEmpty()) {
			List<String> left = sent.stream().map(replacement).filter((value) -> !value.isEmpty()).toList();
			fields.remove(name);
			left.forEach((value) -> fields.add(name, value));
		}
	}

	private static URI withQuery(@Nullable String query, URI uri) {
		String sent = uri.toString();
		String target = sent.substring(0, sent.indexOf('?'));
		return URI.create((query != null) ? target + '?' + query : target);
	}

	/** The builder of a request keeps the cookies that the server has parsed. */
	private static final class WithoutCookies extends ServerHttpRequestDecorator {

		private final MultiValueMap<String, HttpCookie> cookies = new LinkedMultiValueMap<>();

		WithoutCookies(Set<String> names, ServerHttpRequest request) {
			super(request);
			request.getCookies().forEach((name, values) -> {
				if (!names.contains(name)) {
					this.cookies.put(name, List.copyOf(values));
				}
			});
		}

		@Override
		public MultiValueMap<String, HttpCookie> getCookies() {
			return this.cookies;
		}

	}

}
