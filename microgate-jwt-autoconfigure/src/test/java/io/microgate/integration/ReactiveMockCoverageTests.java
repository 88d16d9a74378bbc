package io.microgate.integration;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.Effect;
import io.microgate.coverage.RouteCoverage;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Coverage as users have it in tests without a server, beside a filter chain of theirs.
 */
@SpringBootTest(classes = ReactiveCoverageApplication.class,
		properties = { "spring.main.web-application-type=reactive", "microgate.routes.login.paths=/login",
				"microgate.access-control-policies.login.target-refs[0].name=login",
				"microgate.access-control-policies.login.policies[0].authorization=" })
@Import(ReactiveMockCoverageTests.LegacyChain.class)
class ReactiveMockCoverageTests {

	@Autowired
	private RouteCoverage coverage;

	@Test
	void assertNothingOpenButWhenOtherChainsThenWhatIsLeftToThemIsNamed() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.coverage.assertNothingOpenBut("/login"))
			.withMessageContaining("/api/books/{id}")
			.withMessageContaining("left to other filter chains")
			.withMessageNotContaining("/login");
	}

	@Test
	void rowsThenMappingsAreThoseOfTheApplication() {
		assertThat(this.coverage.rows()).filteredOn((row) -> row.path().equals("/login") && !row.answeredBySpring())
			.singleElement()
			.extracting((row) -> row.rulings().get(0).effect())
			.isEqualTo(Effect.OPEN);
		assertThat(this.coverage.rows()).extracting(CoverageRow::path)
			.contains("/fn/items/{id}", "/nested/{group}/inner", "/api/admin/users/{name}");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class LegacyChain {

		@Bean
		@Order(1)
		SecurityWebFilterChain legacyChain(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/legacy/**")).build();
		}

	}

}
