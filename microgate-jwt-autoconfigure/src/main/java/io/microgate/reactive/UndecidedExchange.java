package io.microgate.reactive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * Lets handler mappings look at a request before it has been decided: what they say of
 * CORS is kept, and nothing else reaches the exchange. Media types that are long or
 * cannot be parsed are hidden, since mappings parse them again and again.
 */
final class UndecidedExchange extends ServerWebExchangeDecorator {

	private final Map<String, Object> attributes;

	private final ServerHttpRequest request;

	private final UnsentResponse response;

	UndecidedExchange(ServerWebExchange exchange) {
		super(exchange);
		this.attributes = new ConcurrentHashMap<>(exchange.getAttributes());
		this.request = new Question(exchange.getRequest());
		this.response = new UnsentResponse(exchange.getResponse());
	}

	CorsAnswer answer() {
		return new CorsAnswer(this.response.headers, this.response.status != null);
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public ServerHttpRequest getRequest() {
		return this.request;
	}

	@Override
	public ServerHttpResponse getResponse() {
		return this.response;
	}

	private static final class Question extends ServerHttpRequestDecorator {

		/** Longer than browsers send. */
		private static final int MAX_MEDIA_TYPES = 256;

		private final HttpHeaders headers = new HttpHeaders();

		Question(ServerHttpRequest request) {
			super(request);
			request.getHeaders().forEach((name, values) -> {
				if (!isOfMediaTypes(name) || isUsable(values)) {
					this.headers.put(name, values);
				}
			});
		}

		private static boolean isOfMediaTypes(String header) {
			return header.equalsIgnoreCase(HttpHeaders.ACCEPT) || header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
		}

		private static boolean isUsable(List<String> mediaTypes) {
			if (mediaTypes.stream().mapToInt(String::length).sum() > MAX_MEDIA_TYPES) {
				return false;
			}
			try {
				MimeTypeUtils.sortBySpecificity(MediaType.parseMediaTypes(mediaTypes));
				return true;
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	private static final class UnsentResponse extends ServerHttpResponseDecorator {

		private final HttpHeaders headers = new HttpHeaders();

		private @Nullable HttpStatusCode status;

		UnsentResponse(ServerHttpResponse response) {
			super(response);
		}

		@Override
		public boolean setStatusCode(@Nullable HttpStatusCode status) {
			this.status = status;
			return true;
		}

		@Override
		public @Nullable HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public boolean setRawStatusCode(@Nullable Integer value) {
			return setStatusCode((value != null) ? HttpStatusCode.valueOf(value) : null);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public void addCookie(ResponseCookie cookie) {
		}

		@Override
		public void beforeCommit(Supplier<? extends Mono<Void>> action) {
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> setComplete() {
			return Mono.empty();
		}

	}

}
