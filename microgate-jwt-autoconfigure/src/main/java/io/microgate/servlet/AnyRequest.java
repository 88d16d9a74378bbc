package io.microgate.servlet;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.microgate.route.ExpandedMatch;
import io.microgate.route.RoutePath;
import io.microgate.route.RouteSpec;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.util.UriUtils;

/**
 * Finds out whether a filter chain takes any request of a method, which its matcher does
 * not tell: it is asked about requests that have nothing else in common.
 */
final class AnyRequest {

	/** Not OPTIONS: a chain for preflights hides no route. */
	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROBE");

	private static final List<String> PROBES = List.of("/microgate-probe", "/microgate/pro/be", "/microgate.probe",
			"/microgate probe/\u00e4");

	/** What a request without headers, parameters, user and session has. */
	private static final Map<String, Object> PROPERTIES = Map.ofEntries(Map.entry("getContextPath", ""),
			Map.entry("getDispatcherType", DispatcherType.REQUEST), Map.entry("getScheme", "http"),
			Map.entry("getProtocol", "HTTP/1.1"), Map.entry("getServerName", "microgate-probe.invalid"),
			Map.entry("getServerPort", 1), Map.entry("getLocalPort", 1), Map.entry("getRemotePort", 1),
			Map.entry("getRemoteAddr", "192.0.2.1"), Map.entry("getRemoteHost", "192.0.2.1"),
			Map.entry("getLocalAddr", "192.0.2.1"), Map.entry("getLocalName", "192.0.2.1"),
			Map.entry("getContentLength", -1), Map.entry("getContentLengthLong", -1L), Map.entry("getIntHeader", -1),
			Map.entry("getDateHeader", -1L), Map.entry("isSecure", false), Map.entry("isAsyncStarted", false),
			Map.entry("isUserInRole", false), Map.entry("getParameterMap", Map.of()),
			Map.entry("getHttpServletMapping", mapping()), Map.entry("getServletContext",
					proxy(ServletContext.class, Map.of("getContextPath", ""), Set.of("getAttribute"))));

	private static final Set<String> ABSENT = Set.of("getHeader", "getParameter", "getParameterValues",
			"getQueryString", "getPathInfo", "getContentType", "getCharacterEncoding", "getCookies", "getSession",
			"getRequestedSessionId", "getAuthType", "getRemoteUser", "getUserPrincipal");

	private final List<RoutePath> routes;

	private final Set<String> examples = new LinkedHashSet<>();

	private final Supplier<String> servletPrefix;

	private AnyRequest(List<RoutePath> routes, Supplier<String> servletPrefix) {
		this.routes = routes;
		this.servletPrefix = servletPrefix;
		routes.stream().map(RoutePath::example).filter(Objects::nonNull).forEach(this.examples::add);
		// "/*" leaves out the root
		this.examples.remove("/");
	}

	/**
	 * Asks for the paths of routes, too, so that a chain that takes all but those does
	 * not count.
	 * @param routes the routes
	 * @param servletPrefix path of the dispatcher servlet, which patterns of Spring
	 * Security begin with; empty for the root
	 */
	static AnyRequest including(Map<String, RouteSpec> routes, Supplier<String> servletPrefix) {
		List<RoutePath> paths = routes.entrySet()
			.stream()
			.flatMap((route) -> ExpandedMatch.expand(route.getKey(), route.getValue()).stream())
			.map(ExpandedMatch::path)
			.distinct()
			.toList();
		return new AnyRequest(paths, servletPrefix);
	}

	boolean isTakenBy(SecurityFilterChain chain) {
		if (isTakenBelow("", chain)) {
			return true;
		}
		String prefix = this.servletPrefix.get();
		return !prefix.isEmpty() && hasRoutesBelow(prefix) && isTakenBelow(prefix, chain);
	}

	private boolean hasRoutesBelow(String prefix) {
		return this.examples.stream().anyMatch((example) -> example.startsWith(prefix + "/")) || this.routes.stream()
			.anyMatch((route) -> PROBES.stream().anyMatch((probe) -> route.contains(prefix + probe)));
	}

	private boolean isTakenBelow(String prefix, SecurityFilterChain chain) {
		List<String> paths = Stream
			.concat(PROBES.stream().map((probe) -> prefix + probe),
					this.examples.stream().filter((example) -> example.startsWith(prefix + "/")))
			.toList();
		return METHODS.stream().anyMatch((method) -> paths.stream().allMatch((path) -> isTaken(chain, method, path)));
	}

	/** A chain that needs more than such a request has is not for all. */
	private static boolean isTaken(SecurityFilterChain chain, String method, String path) {
		try {
			return chain.matches(request(method, path));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** Routes have decoded paths. */
	private static HttpServletRequest request(String method, String path) {
		String target = UriUtils.encodePath(path, StandardCharsets.UTF_8);
		Map<String, Object> properties = new HashMap<>(PROPERTIES);
		properties.put("getMethod", method);
		properties.put("getRequestURI", target);
		properties.put("getServletPath", path);
		Map<String, Object> attributes = new HashMap<>();
		return (HttpServletRequest) Proxy.newProxyInstance(AnyRequest.class.getClassLoader(),
				new Class<?>[] { HttpServletRequest.class }, (proxy, called, arguments) -> switch (called.getName()) {
					case "getAttribute" -> attributes.get((String) arguments[0]);
					case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
					case "removeAttribute" -> attributes.remove((String) arguments[0]);
					case "getAttributeNames" -> Collections.enumeration(List.copyOf(attributes.keySet()));
					case "getHeaders", "getHeaderNames", "getParameterNames" -> Collections.emptyEnumeration();
					case "getRequestURL" -> new StringBuffer("http://microgate-probe.invalid:1").append(target);
					default -> value(called, properties, ABSENT);
				});
	}

	private static HttpServletMapping mapping() {
		return proxy(HttpServletMapping.class, Map.of("getMatchValue", "", "getPattern", "/", "getServletName",
				"dispatcherServlet", "getMappingMatch", MappingMatch.DEFAULT), Set.of());
	}

	private static <T> T proxy(Class<T> type, Map<String, Object> properties, Set<String> absent) {
		return type.cast(Proxy.newProxyInstance(AnyRequest.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> value(method, properties, absent)));
	}

	private static @Nullable Object value(Method method, Map<String, Object> properties, Set<String> absent) {
		Object value = properties.get(method.getName());
		if (value == null && !absent.contains(method.getName())) {
			throw new UnsupportedOperationException(method.getName());
		}
		return value;
	}

}
