package io.microgate.servlet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.microgate.route.RouteSpec;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnyRequest}.
 */
class AnyRequestTests {

	private static final AnyRequest ANY = AnyRequest.including(
			Map.of("admin", new RouteSpec(null, List.of("/admin/**", "/files/{name}", "/mvc/admin/**"), null)),
			() -> "/mvc");

	static final List<RequestMatcher> ANY_REQUEST = List.of(AnyRequestMatcher.INSTANCE, (request) -> true, path("/**"),
			path("/mvc/**"), path("/{*all}"), new OrRequestMatcher(path("/a"), AnyRequestMatcher.INSTANCE),
			new OrRequestMatcher(path("/*"), path("/*/**")), new RegexRequestMatcher(".*", null),
			new RegexRequestMatcher("^/.*$", "GET"),
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/**"),
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.DELETE, "/**"),
			new NegatedRequestMatcher(path("/login/**")),
			new NegatedRequestMatcher(new RequestHeaderRequestMatcher("X-Internal")),
			new AndRequestMatcher(path("/**"), (request) -> !request.getRequestURI().startsWith("/login")),
			(request) -> request.getServletPath().startsWith("/"),
			(request) -> request.getParameter("token") == null && request.getSession(false) == null,
			(request) -> request.getHttpServletMapping() != null && request.getServletContext() != null,
			(request) -> request.getRequestURL().toString().startsWith("http://"));

	static final List<RequestMatcher> SOME_REQUESTS = List.of(path("/login/**"), path("/admin/**"), path("/*"),
			new OrRequestMatcher(path("/login/**"), path("/images/**")), new RegexRequestMatcher("/login.*", null),
			new NegatedRequestMatcher(new OrRequestMatcher(path("/admin/**"), path("/mvc/admin/**"))),
			new NegatedRequestMatcher(new OrRequestMatcher(path("/files/*"), path("/mvc/**"))),
			new NegatedRequestMatcher(AnyRequestMatcher.INSTANCE), new RequestHeaderRequestMatcher("X-Internal"),
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.OPTIONS, "/**"),
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/login"),
			(request) -> request.getServerName().equals("localhost"), (request) -> request.getLocalPort() == 8081,
			(request) -> Objects.requireNonNull(request.getUserPrincipal()).getName().isEmpty(),
			(request) -> request.startAsync() != null);

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.pathPattern(pattern);
	}

	private static Stream<SecurityFilterChain> chains(RequestMatcher matcher) {
		return Stream.of(new DefaultSecurityFilterChain(matcher), new SecurityFilterChain() {

			@Override
			public boolean matches(HttpServletRequest request) {
				return matcher.matches(request);
			}

			@Override
			public List<Filter> getFilters() {
				return List.of();
			}

		});
	}

	@ParameterizedTest
	@FieldSource("ANY_REQUEST")
	void isTakenByWhenForAnyRequestOfAMethodThenTrue(RequestMatcher matcher) {
		assertThat(chains(matcher)).allMatch(ANY::isTakenBy);
	}

	@ParameterizedTest
	@FieldSource("SOME_REQUESTS")
	void isTakenByWhenForSomeRequestsThenFalse(RequestMatcher matcher) {
		assertThat(chains(matcher)).noneMatch(ANY::isTakenBy);
	}

	@Test
	void isTakenByWhenForAnyRequestBelowTheServletPathThenTrueIfRoutesMayBeThere() {
		SecurityFilterChain chain = new DefaultSecurityFilterChain(path("/mvc/**"));
		assertThat(below("/mvc", "/mvc/admin/**").isTakenBy(chain)).isTrue();
		assertThat(below("/mvc", "/admin/**", "/**").isTakenBy(chain)).isTrue();
		assertThat(below("/mvc", "/admin/**").isTakenBy(chain)).isFalse();
		assertThat(below("", "/**").isTakenBy(chain)).isFalse();
	}

	private static AnyRequest below(String servletPath, String... paths) {
		return AnyRequest.including(Map.of("route", new RouteSpec(null, List.of(paths), null)), () -> servletPath);
	}

}
