package io.microgate.sample.readme;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.test.token.GoodToken;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;

/**
 * The pages about roles, with tokens that have a role where the provider writes it.
 */
class RolePagesTests {

	/** With their policy for administrators, at its path and below. */
	abstract static class AdministratorContract {

		@ParameterizedTest
		@ValueSource(strings = { "/api/admin", "/api/admin/", "/api/admin/users" })
		void adminWhenRoleIsMissingThenRefused(String path, @Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak") TestToken token) {
			assertThatDecision(mvc.get().uri(path).with(token.forMockMvc()).exchange())
				.isRefusedFor(DenyReason.CLAIMS_REQUIRE_ALL);
		}

		@Test
		void otherPathWhenRoleIsMissingThenAllowed(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak") TestToken token) {
			assertThatDecision(mvc.get().uri("/api/administration").with(token.forMockMvc()).exchange()).isAllowed();
		}

	}

	@Nested
	@ContextConfiguration(initializers = UseRoles.class)
	@WebMvcTest
	class UseRolesTests extends AdministratorContract {

		@Test
		void adminWhenRoleIsDerivedThenAllowed(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak", claims = "kc-roles=admin") TestToken admin) {
			assertThatDecision(mvc.get().uri("/api/admin").with(admin.forMockMvc()).exchange()).isAllowed();
		}

	}

	@Nested
	@ContextConfiguration(initializers = Keycloak.class)
	@WebMvcTest
	class KeycloakTests extends AdministratorContract {

		@Test
		void adminWhenRoleIsOfRealmThenAllowed(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak") TestToken token) {
			TestToken admin = token.claim("realm-roles", "admin");
			assertThatDecision(mvc.get().uri("/api/admin/users").with(admin.forMockMvc()).exchange()).isAllowed();
		}

		@Test
		void adminWhenRoleIsInAnnotationThenAllowed(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak", claims = "realm-roles=admin") TestToken admin) {
			assertThatDecision(mvc.get().uri("/api/admin/users").with(admin.forMockMvc()).exchange()).isAllowed();
		}

		@Test
		void adminWhenRoleIsWrittenAsByProviderThenAllowed(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "keycloak") TestToken token) {
			TestToken admin = token.claim("realm_access", Map.of("roles", List.of("admin")));
			assertThatDecision(mvc.get().uri("/api/admin/users").with(admin.forMockMvc()).exchange()).isAllowed();
		}

	}

	static class UseRoles implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			ReadmeConfiguration.add(context, Path.of("../docs/how-to/use-roles.md"),
					"Use the roles of your identity provider");
		}

	}

	static class Keycloak implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			ReadmeConfiguration.add(context, Path.of("../docs/providers/keycloak.md"), "Configuration");
		}

	}

}
