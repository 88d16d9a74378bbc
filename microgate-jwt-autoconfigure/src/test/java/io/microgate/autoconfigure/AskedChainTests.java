package io.microgate.autoconfigure;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.microgate.engine.RequestDecision;
import io.microgate.runtime.ConfigurationReload;
import io.microgate.servlet.ServletDecisions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller that asks the chains of the servlet stack which of them takes a request leaves
 * no trace.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class AskedChainTests {

	private final WebApplicationContextRunner runner = ServletContexts.runner()
		.withPropertyValues("microgate.routes.hosted.hostnames=denied.example.com",
				"microgate.routes.hosted.paths=/hosted", "microgate.routes.opened.hostnames=open.example.com",
				"microgate.routes.opened.paths=/hosted",
				"microgate.access-control-policies.open.target-refs[1].name=opened",
				"microgate.access-control-policies.denied.target-refs[2].name=hosted",
				"microgate.routes.flagged.matches[0].path.type=Exact",
				"microgate.routes.flagged.matches[0].path.value=/open/flagged",
				"microgate.routes.flagged.matches[0].headers[0].name=X-Flag",
				"microgate.routes.flagged.matches[0].headers[0].value=on",
				"microgate.access-control-policies.denied.target-refs[1].name=flagged")
		.withUserConfiguration(RecordedDecisions.class);

	@Test
	void askingWhenRequestIsNotFilteredThenNothingIsDecided() {
		run((context) -> {
			MockHttpServletRequest request = request(context, "/open/x");
			assertThat(ask(context, request)).isTrue();
			assertThat(ServletDecisions.find(request)).isNull();
			assertThat(context.getBean(RecordedDecisions.class).all()).isEmpty();
		});
	}

	@Test
	void askingWhenOnlyAUrlIsKnownThenNothingIsDecided(CapturedOutput output) {
		run((context) -> {
			FilterChainProxy proxy = context.getBean("springSecurityFilterChain", FilterChainProxy.class);
			assertThat(proxy.getFilters("/open/x")).isSameAs(filters(context));
			assertThat(proxy.getFilters("/elsewhere")).isNotNull().isNotSameAs(filters(context));
			WebInvocationPrivilegeEvaluator evaluator = context.getBean(WebInvocationPrivilegeEvaluator.class);
			assertThat(evaluator.isAllowed("/open/x", null)).isFalse();
			assertThat(evaluator.isAllowed("/elsewhere", null)).isFalse();
			assertThat(context.getBean(RecordedDecisions.class).all()).isEmpty();
		});
		assertThat(output).doesNotContain("ERROR");
	}

	@Test
	void filteringWhenAskedBeforeThenDecidedOnce() {
		run((context) -> {
			MockHttpServletRequest request = request(context, "/open/x");
			ask(context, request);
			ask(context, request);
			assertThat(status(context, request)).isEqualTo(200);
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(1);
		});
	}

	@Test
	void filteringWhenRequestHasChangedSinceThenDecidedAsItIs() {
		run((context) -> {
			MockHttpServletRequest host = request(context, "/hosted");
			host.setServerName("open.example.com");
			assertThat(ask(context, host)).isTrue();
			host.setServerName("denied.example.com");
			assertThat(status(context, host)).isEqualTo(403);
			assertThat(reason(context)).isEqualTo("policy.deny");
			MockHttpServletRequest header = request(context, "/open/flagged");
			ask(context, header);
			header.addHeader("X-Flag", "on");
			assertThat(status(context, header)).isEqualTo(403);
			MockHttpServletRequest path = request(context, "/open/x");
			ask(context, path);
			path.setRequestURI("/elsewhere");
			assertThat(status(context, path)).isEqualTo(403);
			assertThat(reason(context)).isEqualTo("route.none");
		});
	}

	@Test
	void filteringWhenReloadedSinceThenDecidedByWhatIsInForce() {
		run((context) -> {
			MockHttpServletRequest request = request(context, "/open/x");
			ask(context, request);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("changed",
						Map.of("microgate.access-control-policies.open.policies[0].authorization.deny", "")));
			assertThat(context.getBean(ConfigurationReload.class).reload()).isTrue();
			assertThat(status(context, request)).isEqualTo(403);
			assertThat(reason(context)).isEqualTo("policy.deny");
		});
	}

	@Test
	void askingWhenRequestIsBeingHandledThenItsDecisionStays() {
		run((context) -> {
			AtomicReference<RequestDecision> before = new AtomicReference<>();
			MockHttpServletRequest request = request(context, "/open/x");
			ServletContexts.filter(context, request, new MockHttpServletResponse(), (inner, response) -> {
				before.set(ServletDecisions.find(request));
				ask(context, request);
				request.setRequestURI("/denied/x");
				ask(context, request);
			});
			assertThat(before.get()).isNotNull();
			assertThat(ServletDecisions.find(request)).isSameAs(before.get());
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(1);
		});
	}

	/** As a request is that a test sends again, or that comes through two filters. */
	@Test
	void filteringWhenFilteredBeforeThenDecidedAnew() {
		run((context) -> {
			MockHttpServletRequest request = request(context, "/open/x");
			assertThat(status(context, request)).isEqualTo(200);
			request.setRequestURI("/denied/x");
			assertThat(status(context, request)).isEqualTo(403);
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(2);
		});
	}

	private void run(ContextConsumer<AssertableWebApplicationContext> test) {
		this.runner.run(test);
	}

	private static MockHttpServletRequest request(AssertableWebApplicationContext context, String path) {
		return new MockHttpServletRequest(context.getServletContext(), "GET", path);
	}

	/** As Spring Security's test support does. */
	private static boolean ask(AssertableWebApplicationContext context, MockHttpServletRequest request) {
		Object proxy = context.getBean("springSecurityFilterChain");
		Object filters = ReflectionTestUtils.invokeMethod(proxy, "getFilters", request);
		return filters(context) == filters;
	}

	private static Object filters(AssertableWebApplicationContext context) {
		return context.getBean("microgateSecurityFilterChain", SecurityFilterChain.class).getFilters();
	}

	private static int status(AssertableWebApplicationContext context, MockHttpServletRequest request)
			throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		ServletContexts.filter(context, request, response, (inner, outer) -> response.setHeader("passed", "true"));
		assertThat("true".equals(response.getHeader("passed"))).isEqualTo(response.getStatus() == 200);
		return response.getStatus();
	}

	private static String reason(AssertableWebApplicationContext context) {
		return context.getBean(RecordedDecisions.class).last().reason().code();
	}

}
