package io.microgate.coverage;

import java.util.ArrayList;
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
	 * A source that has one of these types governs only the requests that it handles,
	 * maps or intercepts itself, such as the WebSocket handler of GraphQL.
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
	 * Finds the source that governs all requests.
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
		List<String> candidates = new ArrayList<>();
		List<String> primary = new ArrayList<>();
		for (String name : FilterChainBeans.names(beanFactory, type)) {
			if (!isEndpoint(beanFactory.getType(name))) {
				candidates.add(name);
				if (isPrimary(beanFactory, name)) {
					primary.add(name);
				}
			}
		}
		List<String> sources = primary.isEmpty() ? candidates : primary;
		if (sources.size() > 1) {
			throw new AmbiguousCorsSourcesException(new TreeSet<>(sources));
		}
		return sources.isEmpty() ? null : beanFactory.getBean(sources.get(0), type);
	}

	private static boolean isEndpoint(@Nullable Class<?> type) {
		if (type != null) {
			for (Class<?> implemented : ClassUtils.getAllInterfacesForClassAsSet(type)) {
				if (ENDPOINTS.contains(implemented.getName())) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isPrimary(DefaultListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name) && beanFactory.getMergedBeanDefinition(name).isPrimary();
	}

}
