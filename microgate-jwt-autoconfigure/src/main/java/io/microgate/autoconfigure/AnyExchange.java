package io.microgate.autoconfigure;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.route.ExpandedMatch;
import io.microgate.route.RoutePath;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds out whether a filter chain takes any request, which it does not tell: it is asked
 * about requests that have nothing in common.
 */
final class AnyExchange {

	private final Set<String> paths;

	private AnyExchange(Set<String> paths) {
		this.paths = paths;
	}

	/**
	 * Asks for the paths of routes, too, so that a chain that takes all but those does
	 * not count.
	 */
	static AnyExchange including(Map<String, RouteSpec> routes) {
		Set<String> paths = new LinkedHashSet<>(List.of("/", "/microgate-probe", "/microgate/pro/be"));
		routes.forEach((name, spec) -> ExpandedMatch.expand(name, spec)
			.stream()
			.map(ExpandedMatch::path)
			.map(RoutePath::example)
			.filter(Objects::nonNull)
			.forEach(paths::add));
		return new AnyExchange(paths);
	}

	boolean isTakenBy(SecurityWebFilterChain chain) {
		return this.paths.stream().allMatch((path) -> isTakenBy(chain, path));
	}

	private static boolean isTakenBy(SecurityWebFilterChain chain, String path) {
		return isTaken(chain, Map.of("getRequest", new Request(path), "getAttributes", new HashMap<>()));
	}

	/**
	 * Whether a chain takes whatever comes without looking at it, as one without a
	 * {@code securityMatcher} does.
	 */
	static boolean isTakenUnseenBy(SecurityWebFilterChain chain) {
		return isTaken(chain, Map.of());
	}

	/** A chain that needs more than our exchange has, or time, is not for all. */
	private static boolean isTaken(SecurityWebFilterChain chain, Map<String, Object> properties) {
		try {
			return chain.matches(exchange(properties)).toFuture().getNow(false);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static ServerWebExchange exchange(Map<String, Object> properties) {
		return (ServerWebExchange) Proxy.newProxyInstance(AnyExchange.class.getClassLoader(),
				new Class<?>[] { ServerWebExchange.class }, (proxy, method, arguments) -> {
					Object value = properties.get(method.getName());
					if (value == null) {
						throw new UnsupportedOperationException(method.getName());
					}
					return value;
				});
	}

	/** Of a method that nobody knows, and without anything else. */
	private static final class Request extends AbstractServerHttpRequest {

		Request(String path) {
			super(HttpMethod.valueOf("PROBE"), encode(path), null, new HttpHeaders());
		}

		/** Routes have decoded paths. */
		private static URI encode(String path) {
			try {
				return new URI("http", "localhost", path, null);
			}
			catch (URISyntaxException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		public <T> T getNativeRequest() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
