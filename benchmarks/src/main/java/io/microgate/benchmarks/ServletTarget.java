package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.microgate.benchmarks.Scenario.Subject;
import io.microgate.benchmarks.application.BenchmarkApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.context.WebApplicationContext;

/**
 * Calls the filters of a running servlet application without its server.
 */
final class ServletTarget implements Target {

	private static final FilterChain END = (request, response) -> {
	};

	private final ConfigurableApplicationContext application;

	private final HttpServletRequest sharedRequest;

	private final HttpServletResponse sharedResponse = new MockHttpServletResponse();

	private final List<Filter> filters;

	private final List<String[]> headers;

	private final int status;

	private int next;

	private ServletTarget(ConfigurableApplicationContext application, List<Filter> filters, Scenario scenario,
			List<String> tokens) {
		this.application = application;
		this.sharedRequest = sharedRequest(((WebApplicationContext) application).getServletContext(), scenario.path());
		this.filters = filters;
		this.headers = tokens.isEmpty() ? List.<String[]>of(Headers.of(null))
				: tokens.stream().map(Headers::of).toList();
		this.status = scenario.state().status(scenario.subject());
	}

	static ServletTarget of(Scenario scenario, Tokens tokens) throws Exception {
		ConfigurableApplicationContext application = BenchmarkApplication
			.start(Configurations.location(scenario, tokens));
		return new ServletTarget(application, filters(application, scenario), scenario,
				tokens.read(scenario.algorithm(), scenario.state()));
	}

	private static List<Filter> filters(ConfigurableApplicationContext application, Scenario scenario) {
		if (scenario.subject() == Subject.EMPTY) {
			return List.of(new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE)));
		}
		List<Filter> filters = new ArrayList<>();
		if (scenario.subject() == Subject.MICROGATE) {
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
		if (this.filters.size() == 1) {
			this.filters.get(0).doFilter(request, response, END);
		}
		else {
			this.filters.get(0).doFilter(request, response, (req, res) -> this.filters.get(1).doFilter(req, res, END));
		}
		if (response.getStatus() != this.status) {
			throw new IllegalStateException("Status " + response.getStatus() + " instead of " + this.status);
		}
		return response;
	}

	@Override
	public void close() {
		this.application.close();
	}

}
