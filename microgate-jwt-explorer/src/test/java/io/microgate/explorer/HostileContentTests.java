package io.microgate.explorer;

import java.util.List;
import java.util.Map;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.CoverageStatus;
import io.microgate.coverage.Effect;
import io.microgate.coverage.RouteCoverage.EntryDescription;
import io.microgate.coverage.Ruling;
import io.microgate.engine.Explanation;
import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever endpoints answer with is text for the page: each string here is markup and
 * tells its place.
 */
class HostileContentTests {

	private static Browser browser;

	private static TestApplication application;

	@BeforeAll
	static void start() {
		browser = Browser.start();
		application = TestApplication.start(WebApplicationType.SERVLET, Hostile.class, "--microgate.enabled=false",
				"--server.port=0", "--management.endpoints.web.exposure.include=*",
				"--management.endpoint.microgateexplain.access=unrestricted");
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		if (application != null) {
			application.close();
		}
	}

	@Test
	void pageWhenEndpointsAnswerWithMarkupThenShownAsText() {
		browser.open(application.endpoints() + "/actuator/microgateexplorer");
		browser.find("#access").sendKeys("token", Keys.ENTER);
		await().untilAsserted(() -> assertThat(browser.find("#route-list").getText()).contains(hostile("route")));
		long elements = countForeign();
		browser.find("#path").sendKeys("/");
		browser.find("#explain-button").click();
		await()
			.untilAsserted(() -> assertThat(browser.find("#answer").getText()).contains(hostile("verdict-expected")));
		String text = (String) browser.run("return document.body.innerText");
		for (String place : List.of("warning", "policy", "entry-asks", "mapping-path", "ruling-condition", "digest",
				"verdict-reason", "verdict-place", "request-path", "because", "entry-because", "source", "jwks",
				"step-expected", "step-actual", "claim-name", "claim-actual", "change-text", "change-value")) {
			assertThat(text).contains(hostile(place));
		}
		assertThat(elements).isZero();
		assertThat(countForeign()).isZero();
		assertThat(browser.run("return window.injected === undefined")).isEqualTo(true);
		assertThat(browser.console()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private static long countForeign() {
		return (Long) browser
			.run("return document.querySelectorAll('img, svg, iframe, body > script ~ script, b').length");
	}

	private static String hostile(String place) {
		return "</li></script><b>" + place + "</b><img src=x onerror=window.injected=1>'\"&lt;";
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ HostileEndpoint.class, HostileExplainEndpoint.class })
	static class Hostile {

		@Bean
		ExplorerEndpoint explorerEndpoint() {
			return new ExplorerEndpoint(ExplorerPage.read());
		}

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Endpoint(id = "microgate")
	static class HostileEndpoint {

		@ReadOperation
		Map<String, Object> configuration() {
			Ruling ruling = new Ruling(Effect.CLAIMS, hostile("route"), hostile("entry"),
					List.of(hostile("ruling-condition")), true);
			return Map.of("warnings", List.of(hostile("warning")), "routes", List.of(hostile("route")), "digest",
					hostile("digest"), "policies",
					Map.of(hostile("policy"),
							List.of(new EntryDescription(
									hostile("entry"), List.of(hostile("entry-condition")), hostile("entry-asks")))),
					"coverage",
					List.of(new CoverageRow(List.of(hostile("method")), hostile("mapping-path"),
							List.of(hostile("host")), false, false, hostile("handler"),
							List.of(hostile("mapping-condition")), CoverageStatus.GOVERNED, List.of(ruling))),
					"unreachableEntries", List.of(hostile("entry")));
		}

	}

	@WebEndpoint(id = "microgateexplain")
	static class HostileExplainEndpoint {

		@WriteOperation
		Explanation explain(String method, String path) {
			String where = hostile("verdict-place");
			return new Explanation(
					new Explanation.Verdict("deny", hostile("provided"), hostile("verdict-reason"), 403,
							hostile("route"), hostile("policy"), 0, where, hostile("jwt"), hostile("jwks"),
							hostile("verdict-expected")),
					new Explanation.Request(hostile("method"), hostile("host"), hostile("request-path"),
							hostile("address")),
					List.of(new Explanation.Route(hostile("route"), hostile("route-match"), where, "chosen",
							hostile("because"))),
					List.of(new Explanation.Entry(0, where, "decides", hostile("entry-because"), hostile("asks"))),
					new Explanation.Token("found",
							List.of(new Explanation.Source(hostile("source"), where, hostile("outcome")))),
					List.of(new Explanation.Requirement(0, where, hostile("jwks"),
							List.of(new Explanation.Step(hostile("step"), "not met", hostile("step-expected"),
									hostile("step-actual"))))),
					List.of(new Explanation.ClaimCondition("requireAll", 0, where, hostile("claim-name"), "not met",
							hostile("claim-expected"), hostile("claim-actual"))),
					new Explanation.Change("claim", hostile("target"), hostile("change-value"), where,
							hostile("change-text")));
		}

	}

}
