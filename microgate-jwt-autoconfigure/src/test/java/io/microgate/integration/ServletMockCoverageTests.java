package io.microgate.integration;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.Effect;
import io.microgate.coverage.RouteCoverage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Coverage as users have it in tests without a server, beside a filter chain of theirs.
 */
@SpringBootTest(classes = ServletCoverageApplication.class,
		properties = { "spring.main.web-application-type=servlet", "microgate.routes.login.paths=/login",
				"microgate.access-control-policies.login.target-refs[0].name=login",
				"microgate.access-control-policies.login.policies[0].authorization=" })
@Tag("slow")
@Import(ServletMockCoverageTests.LegacyChain.class)
class ServletMockCoverageTests {

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
		SecurityFilterChain legacyChain(HttpSecurity http) {
			return http.securityMatcher("/legacy/**").build();
		}

	}

}
