package io.microgate.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.FilterChainProxy.VirtualFilterChainDecorator;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.util.WebUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The one wrapper has the effects of the filters of Spring Security that it stands for.
 */
class SecuredRequestFilterTests {

	private static final String PREFIX = "GROUP_";

	private static final AuthenticationEntryPoint ENTRY_POINT = (request, response, exception) -> response
		.setStatus(418);

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	/** What a handler does, and notes. */
	private interface Handler {

		void handle(HttpServletRequest request, HttpServletResponse response, List<Object> notes) throws Exception;

	}

	private static Arguments handler(String name, Handler handler) {
		return arguments(name, handler);
	}

	static Stream<Arguments> handlers() {
		return Stream.of(handler("nothing", (request, response, notes) -> {
		}), handler("caching", (request, response, notes) -> response.setHeader("Cache-Control", "max-age=60")),
				handler("expiry", (request, response, notes) -> response.setDateHeader("Expires", 0)),
				handler("pragma", (request, response, notes) -> response.addHeader("Pragma", "x")),
				handler("frames", (request, response, notes) -> response.setHeader("X-Frame-Options", "SAMEORIGIN")),
				handler("other headers", (request, response, notes) -> {
					response.setHeader("X-Content-Type-Options", "none");
					response.setHeader("X-XSS-Protection", "1");
					response.setHeader("Strict-Transport-Security", "max-age=1");
				}), handler("not modified", (request, response, notes) -> response.setStatus(304)),
				handler("flush", (request, response, notes) -> {
					response.flushBuffer();
					notes.add(List.copyOf(response.getHeaderNames()));
					response.setHeader("Cache-Control", "late");
				}), handler("error", (request, response, notes) -> response.sendError(404, "none")),
				handler("redirect", (request, response, notes) -> response.sendRedirect("/other")),
				handler("writer", (request, response, notes) -> {
					response.setContentLength(4);
					response.getWriter().write("Dune");
					notes.add(List.copyOf(response.getHeaderNames()));
				}), handler("stream", (request, response, notes) -> {
					response.setHeader("Content-Length", "4");
					response.getOutputStream().write("Dune".getBytes(StandardCharsets.US_ASCII));
					notes.add(List.copyOf(response.getHeaderNames()));
				}), handler("include", (request, response, notes) -> {
					request.getRequestDispatcher("/part").include(request, response);
					notes.add(List.copyOf(response.getHeaderNames()));
				}), handler("forward", (request, response, notes) -> {
					request.getRequestDispatcher("/part").forward(request, response);
					notes.add(List.copyOf(response.getHeaderNames()));
				}), handler("URLs", (request, response, notes) -> {
					request.getSession();
					notes.add(response.encodeURL("/a"));
					notes.add(response.encodeRedirectURL("/b"));
				}), handler("user", (request, response, notes) -> {
					notes.add(request.getRemoteUser());
					notes.add(request.getUserPrincipal());
					notes.add(request.isUserInRole("staff"));
					notes.add(request.isUserInRole(PREFIX + "staff"));
					notes.add(request.isUserInRole("root"));
					notes.add(request.toString().startsWith("SecurityContextHolderAwareRequestWrapper"));
				}), handler("authenticate", (request, response, notes) -> notes.add(request.authenticate(response))),
				handler("login", (request, response, notes) -> request.login("a", "b")),
				handler("logout", (request, response, notes) -> request.logout()),
				handler("asynchronous", (request, response, notes) -> {
					notes.add(request.getAsyncContext());
					notes.addAll(users(request.startAsync()));
					notes.addAll(users(request.getAsyncContext()));
					notes.addAll(users(request.startAsync(request, response)));
				}), handler("attributes", (request, response, notes) -> {
					for (String name : List.of("name", TokenFilter.MARK)) {
						notes.add(request.getAttribute(name));
						request.setAttribute(name, true);
						notes.add(request.getAttribute(name));
						request.removeAttribute(name);
						notes.add(request.getAttribute(name));
						request.setAttribute(name, null);
						notes.add(request.getAttribute(name));
					}
				}), handler("nested filters", (request, response, notes) -> {
					new HeaderWriterFilter(List.of((inner, outer) -> outer.setHeader("X-Nested", "1")))
						.doFilter(request, response, (inner, outer) -> notes.add("nested"));
					for (Filter filter : stock()) {
						filter.doFilter(request, response, (inner, outer) -> notes.add(filter.getClass()));
					}
				}), handler("exception", (request, response, notes) -> {
					throw new IllegalStateException("Failure of the application");
				}));
	}

	private static List<Object> users(AsyncContext context) {
		List<Object> users = new ArrayList<>();
		context.start(() -> users.add(SecurityContextHolder.getContext().getAuthentication()));
		return users;
	}

	private static List<Filter> stock() throws ServletException {
		SecurityContextHolderAwareRequestFilter servletApi = new SecurityContextHolderAwareRequestFilter();
		servletApi.setAuthenticationEntryPoint(ENTRY_POINT);
		servletApi.setRolePrefix(PREFIX);
		servletApi.afterPropertiesSet();
		return List.of(new DisableEncodeUrlFilter(), new WebAsyncManagerIntegrationFilter(),
				new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new XXssProtectionHeaderWriter(),
						new CacheControlHeadersWriter(), new HstsHeaderWriter(), new XFrameOptionsHeaderWriter())),
				servletApi);
	}

	private static List<Filter> replacement() {
		return List.of(new SecuredRequestFilter(PREFIX, ENTRY_POINT));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void doFilterWhenComparedWithStockFiltersThenTheSame(String name, Handler handler) throws Exception {
		for (DispatcherType type : DispatcherType.values()) {
			for (boolean secure : new boolean[] { false, true }) {
				for (String user : List.of("none", "anonymous", "alice")) {
					assertThat(outcome(replacement(), type, secure, user, handler)).as("%s %s %s", type, secure, user)
						.isEqualTo(outcome(stock(), type, secure, user, handler));
				}
			}
		}
	}

	static Stream<Arguments> laterHandlers() {
		return Stream.of(handler("frames", (request, response, notes) -> {
			response.setHeader("X-Frame-Options", "SAMEORIGIN");
			response.flushBuffer();
		}), handler("caching", (request, response, notes) -> {
			response.setHeader("Cache-Control", "max-age=60");
			response.getWriter().close();
		}), handler("reset", (request, response, notes) -> {
			response.reset();
			response.sendError(500);
		}), handler("reset without a commit", (request, response, notes) -> response.reset()));
	}

	/** As asynchronous handlers do. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("laterHandlers")
	void doFilterWhenHandlerGoesOnAfterItThenTheSameAsStockFilters(String name, Handler handler) throws Exception {
		assertThat(laterOutcome(replacement(), handler)).isEqualTo(laterOutcome(stock(), handler));
	}

	private static Object laterOutcome(List<Filter> filters, Handler handler) throws Exception {
		MockHttpServletResponse response = response();
		List<Object> given = new ArrayList<>();
		filter(filters, request(DispatcherType.REQUEST), response,
				(inner, outer) -> given.addAll(List.of(inner, outer)));
		handle(handler, (ServletRequest) given.get(0), (ServletResponse) given.get(1), List.of());
		TreeMap<String, Object> headers = new TreeMap<>();
		response.getHeaderNames().forEach((header) -> headers.put(header, response.getHeaders(header)));
		return headers;
	}

	private static List<Object> outcome(List<Filter> filters, DispatcherType type, boolean secure, String user,
			Handler handler) throws Exception {
		MockHttpServletRequest request = request(type);
		request.setSecure(secure);
		MockHttpServletResponse response = response();
		List<Object> notes = new ArrayList<>();
		logIn(user);
		try {
			filter(filters, new StrictHttpFirewall().getFirewalledRequest(request), response,
					(inner, outer) -> handle(handler, inner, outer, notes));
		}
		catch (Exception ex) {
			notes.add(ex.toString());
		}
		finally {
			SecurityContextHolder.clearContext();
		}
		notes.add(response.getStatus());
		notes.add(response.isCommitted());
		notes.add(response.getContentAsString());
		TreeMap<String, Object> headers = new TreeMap<>();
		response.getHeaderNames().forEach((name) -> headers.put(name, response.getHeaders(name)));
		notes.add(headers);
		return notes;
	}

	private static void handle(Handler handler, ServletRequest request, ServletResponse response, List<Object> notes)
			throws ServletException {
		try {
			handler.handle((HttpServletRequest) request, (HttpServletResponse) response, notes);
		}
		catch (Exception ex) {
			throw new ServletException(ex.toString());
		}
	}

	private static void filter(List<Filter> filters, HttpServletRequest request, HttpServletResponse response,
			FilterChain end) throws IOException, ServletException {
		new VirtualFilterChainDecorator().decorate(end, filters).doFilter(request, response);
	}

	/** Its threads have no context of their own. */
	private static MockHttpServletRequest request(DispatcherType type) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a") {

			@Override
			public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
				super.startAsync(request, response);
				MockAsyncContext context = new MockAsyncContext(request, response) {

					@Override
					public void start(Runnable task) {
						Thread thread = new Thread(task);
						thread.start();
						try {
							thread.join();
						}
						catch (InterruptedException ex) {
							throw new IllegalStateException(ex);
						}
					}

				};
				setAsyncContext(context);
				return context;
			}

		};
		request.setAsyncSupported(true);
		request.setDispatcherType(type);
		if (type == DispatcherType.ERROR) {
			request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/a");
		}
		return request;
	}

	/** Writes session IDs into URLs, as servers do for clients without cookies. */
	private static MockHttpServletResponse response() {
		return new MockHttpServletResponse() {

			@Override
			public String encodeURL(String url) {
				return url + ";jsessionid=1";
			}

		};
	}

	private static void logIn(String user) {
		switch (user) {
			case "anonymous" ->
				SecurityContextHolder.setContext(new SecurityContextImpl(new AnonymousAuthenticationToken("key",
						"anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))));
			case "alice" -> SecurityContextHolder.setContext(
					new SecurityContextImpl(new TestingAuthenticationToken("alice", "token", PREFIX + "staff")));
			default -> SecurityContextHolder.clearContext();
		}
	}

	@Test
	void doFilterWhenAChainInFrontHasFilteredThenItsHeadersAlone() throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		List<Filter> filters = List.of(
				new HeaderWriterFilter(List.of((request, outer) -> outer.setHeader("X-Front", "1"))),
				new SecuredRequestFilter(PREFIX, ENTRY_POINT));
		filter(filters, request(DispatcherType.REQUEST), response, (inner, outer) -> {
		});
		assertThat(response.getHeaderNames()).containsExactly("X-Front");
	}

	@Test
	void doFilterWhenAnErrorIsBeingHandledThenNoHeaders() throws Exception {
		MockHttpServletRequest request = request(DispatcherType.REQUEST);
		request.setAttribute(WebUtils.ERROR_REQUEST_URI_ATTRIBUTE, "/a");
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter(replacement(), request, response, (inner, outer) -> {
		});
		assertThat(response.getHeaderNames()).isEmpty();
	}

	@Test
	void markWhenTheChainHasEndedThenGone() throws Exception {
		List<ServletRequest> seen = new ArrayList<>();
		filter(replacement(), request(DispatcherType.REQUEST), new MockHttpServletResponse(), (inner, outer) -> {
			seen.add(inner);
			assertThat(inner.getAttribute(SecuredRequest.HEADERS_MARK)).isEqualTo(true);
		});
		assertThat(seen.get(0).getAttribute(SecuredRequest.HEADERS_MARK)).isNull();
	}

	/** As Tomcat does when it forwards. */
	@Test
	void attributeWhenServerPutsAnotherRequestBelowTheFirewallThenThatOfIt() throws Exception {
		MockHttpServletRequest request = request(DispatcherType.REQUEST);
		FirewalledRequest firewalled = new StrictHttpFirewall().getFirewalledRequest(request);
		filter(replacement(), firewalled, new MockHttpServletResponse(), (inner, outer) -> {
			assertThat(inner.getAttribute("name")).isNull();
			firewalled.setRequest(withAttribute(request, "forwarded"));
			assertThat(inner.getAttribute("name")).isEqualTo("forwarded");
		});
	}

	@Test
	void attributeWhenFirewallOfTheApplicationThenAsItSays() throws Exception {
		MockHttpServletRequest request = request(DispatcherType.REQUEST);
		FirewalledRequest firewalled = new FirewalledRequest(request) {

			@Override
			public Object getAttribute(String name) {
				return name.equals("name") ? "guarded" : super.getAttribute(name);
			}

			@Override
			public void reset() {
			}

		};
		filter(replacement(), firewalled, new MockHttpServletResponse(),
				(inner, outer) -> assertThat(inner.getAttribute("name")).isEqualTo("guarded"));
	}

	private static HttpServletRequest withAttribute(HttpServletRequest request, String value) {
		return new HttpServletRequestWrapper(request) {

			@Override
			public Object getAttribute(String name) {
				return name.equals("name") ? value : super.getAttribute(name);
			}

		};
	}

}
