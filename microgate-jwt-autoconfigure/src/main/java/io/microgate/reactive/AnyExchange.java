package io.microgate.reactive;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.microgate.route.ExpandedMatch;
import io.microgate.route.RoutePath;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds out whether a filter chain takes any request, which it does not tell: it is asked
 * about requests that have in common only what every request has.
 */
final class AnyExchange {

	/** Requests that a chain without an answer so far is asked about. */
	private static final int CONCURRENCY = 256;

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

	/**
	 * Asks a chain, for a second at most.
	 * @param chain the chain
	 * @return whether it takes any request, {@code null} if it does not tell
	 */
	@Nullable Boolean isTakenBy(SecurityWebFilterChain chain) {
		CompletableFuture<Boolean> taken = Flux.fromIterable(this.paths)
			.flatMap((path) -> Flux.fromIterable(ProbeRequest.allOf(path)))
			.flatMapDelayError((request) -> chain.matches(exchange(request)).defaultIfEmpty(false), CONCURRENCY, 1)
			.all(Boolean::booleanValue)
			.toFuture();
		try {
			return taken.get(1, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			taken.cancel(true);
		}
	}

	/**
	 * Whether a chain takes whatever comes without looking at it, as one without a
	 * {@code securityMatcher} does. A chain that needs time does not count.
	 */
	static boolean isTakenUnseenBy(SecurityWebFilterChain chain) {
		try {
			return chain.matches(exchange(null)).toFuture().getNow(false);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** Without a request, it has nothing to look at. */
	private static ServerWebExchange exchange(@Nullable ServerHttpRequest request) {
		Map<String, Object> attributes = new HashMap<>();
		return (ServerWebExchange) Proxy.newProxyInstance(AnyExchange.class.getClassLoader(),
				new Class<?>[] { ServerWebExchange.class }, (proxy, method, arguments) -> {
					if (request == null) {
						throw new UnsupportedOperationException(method.getName());
					}
					return switch (method.getName()) {
						case "getRequest" -> request;
						case "getAttributes" -> attributes;
						case "getAttribute" -> attributes.get(arguments[0]);
						default -> throw new UnsupportedOperationException(method.getName());
					};
				});
	}

}
