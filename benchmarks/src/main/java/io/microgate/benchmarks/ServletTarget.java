package io.microgate.benchmarks;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.microgate.benchmarks.application.BenchmarkApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;

/**
 * Calls the filters of a running servlet application without its server.
 */
final class ServletTarget implements Target {

	private static final String USER = "X-User";

	private static final FilterChain END = (request, response) -> {
	};

	private static final FilterChain READING = (request, response) -> requireUser((HttpServletRequest) request);

	/** What an application writes that has no identity propagation. */
	private static final FilterChain SETTING = (request, response) -> READING
		.doFilter(new UserRequest((HttpServletRequest) request), response);

	private final ConfigurableApplicationContext application;

	private final HttpServletRequest sharedRequest;

	private final HttpServletResponse sharedResponse = new MockHttpServletResponse();

	private final List<Filter> filters;

	private final FilterChain end;

	private final X509Certificate[] certificates;

	private final List<String[]> headers;

	private final int status;

	private int next;

	private ServletTarget(ConfigurableApplicationContext application, List<Filter> filters, Scenario scenario,
			List<String> tokens, X509Certificate[] certificates) {
		this.application = application;
		this.sharedRequest = sharedRequest(((WebApplicationContext) application).getServletContext(), scenario.path());
		this.filters = filters;
		this.headers = tokens.isEmpty() ? List.<String[]>of(Headers.of(null))
				: tokens.stream().map(Headers::of).toList();
		this.status = scenario.state().status(scenario.subject());
		this.end = switch (scenario.state()) {
			case HEADER -> SETTING;
			case PROPAGATED -> READING;
			default -> END;
		};
		this.certificates = certificates;
	}

	static ServletTarget of(Scenario scenario, Tokens tokens) throws Exception {
		ConfigurableApplicationContext application = BenchmarkApplication
			.start(Configurations.location(scenario, tokens));
		return new ServletTarget(application, filters(application, scenario), scenario,
				tokens.read(scenario.algorithm(), scenario.state()), (scenario.state() == Scenario.State.CERTIFICATE)
						? new X509Certificate[] { tokens.certificate() } : null);
	}

	private static List<Filter> filters(ConfigurableApplicationContext application, Scenario scenario) {
		List<Filter> filters = new ArrayList<>();
		if (scenario.subject().isMicrogate()) {
			FilterRegistrationBean<?> edits = application.getBean("microgateRequestEditsRegistration",
					FilterRegistrationBean.class);
			if (edits.isEnabled()) {
				filters.add(edits.getFilter());
			}
			filters.add(application.getBean("microgateUnreadableTargetFilter", Filter.class));
		}
		filters.add(application.getBean("springSecurityFilterChain", Filter.class));
		return filters;
	}

	private static HttpServletRequest sharedRequest(ServletContext context, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest(context, HttpMethod.GET.name(), path);
		request.setServletPath(path);
		return request;
	}

	@Override
	public Object call() throws Exception {
		LightRequest request = new LightRequest(this.sharedRequest, this.headers.get(this.next));
		this.next = (this.next + 1) % this.headers.size();
		LightResponse response = new LightResponse(this.sharedResponse);
		if (this.certificates != null) {
			request.setAttribute("jakarta.servlet.request.X509Certificate", this.certificates);
		}
		call(0, request, response);
		if (response.getStatus() != this.status) {
			throw new IllegalStateException("Status " + response.getStatus() + " instead of " + this.status);
		}
		return response;
	}

	private void call(int filter, ServletRequest request, ServletResponse response)
			throws IOException, ServletException {
		if (filter == this.filters.size()) {
			this.end.doFilter(request, response);
		}
		else {
			this.filters.get(filter).doFilter(request, response, (req, res) -> call(filter + 1, req, res));
		}
	}

	private static void requireUser(HttpServletRequest request) {
		if (request.getHeader(USER) == null) {
			throw new IllegalStateException("The handler finds no user");
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

	/** Has the subject of the token in a header field. */
	private static final class UserRequest extends HttpServletRequestWrapper {

		private UserRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getHeader(String name) {
			return name.equalsIgnoreCase(USER) ? getUserPrincipal().getName() : super.getHeader(name);
		}

	}

}
