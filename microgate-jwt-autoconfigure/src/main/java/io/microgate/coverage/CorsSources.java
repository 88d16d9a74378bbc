package io.microgate.coverage;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the CORS configuration that the application declares as a bean.
 */
public final class CorsSources {

	/** The name that Spring Security looks for. */
	static final String DEFAULT_NAME = "corsConfigurationSource";

	/**
	 * A source that is one of these as well speaks for the requests that it handles, maps
	 * or intercepts itself, such as the WebSocket handler of GraphQL.
	 */
	private static final Set<String> ENDPOINTS = Set.of("jakarta.servlet.Servlet",
			"org.springframework.web.HttpRequestHandler", "org.springframework.web.cors.PreFlightRequestHandler",
			"org.springframework.web.cors.reactive.PreFlightRequestHandler",
			"org.springframework.web.reactive.HandlerMapping",
			"org.springframework.web.reactive.function.server.HandlerFunction",
			"org.springframework.web.reactive.socket.WebSocketHandler", "org.springframework.web.server.WebHandler",
			"org.springframework.web.servlet.HandlerInterceptor", "org.springframework.web.servlet.HandlerMapping",
			"org.springframework.web.servlet.function.HandlerFunction",
			"org.springframework.web.servlet.mvc.Controller", "org.springframework.web.socket.WebSocketHandler",
			"org.springframework.web.socket.sockjs.SockJsService");

	private CorsSources() {
	}

	/**
	 * Finds the one source that governs all requests.
	 * @param beanFactory where to look
	 * @param type the type that the web stack has for it
	 * @return the source, or {@code null} when there is none
	 * @throws AmbiguousCorsSourcesException if there are several, none of them has the
	 * usual name, and none is primary
	 */
	public static <T> @Nullable T find(DefaultListableBeanFactory beanFactory, Class<T> type) {
		if (beanFactory.containsBean(DEFAULT_NAME) && beanFactory.isTypeMatch(DEFAULT_NAME, type)) {
			return beanFactory.getBean(DEFAULT_NAME, type);
		}
		List<String> candidates = FilterChainBeans.names(beanFactory, type)
			.filter((name) -> !isEndpoint(beanFactory.getType(name)))
			.toList();
		List<String> primary = candidates.stream().filter((name) -> isPrimary(beanFactory, name)).toList();
		List<String> sources = primary.isEmpty() ? candidates : primary;
		if (sources.size() > 1) {
			throw new AmbiguousCorsSourcesException(new TreeSet<>(sources));
		}
		return sources.isEmpty() ? null : beanFactory.getBean(sources.get(0), type);
	}

	private static boolean isEndpoint(@Nullable Class<?> type) {
		return type != null && ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.anyMatch((implemented) -> ENDPOINTS.contains(implemented.getName()));
	}

	private static boolean isPrimary(DefaultListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name) && beanFactory.getMergedBeanDefinition(name).isPrimary();
	}

}
