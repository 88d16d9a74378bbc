package io.microgate.recipe.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

/**
 * The guide for logins: users log in at an OpenID provider, clients of the API show its
 * tokens, and the one does not open what needs the other.
 */
class LoginTests {

	private static final String SECRET = "demo";

	@TempDir
	private Path directory;

	@Test
	void loginWhenServletApplicationThenOpensPagesAndNotTheApi() throws IOException, InterruptedException {
		assertLogin(WebApplicationType.SERVLET, ServletShop.class);
	}

	@Test
	void loginWhenReactiveApplicationThenOpensPagesAndNotTheApi() throws IOException, InterruptedException {
		assertLogin(WebApplicationType.REACTIVE, ReactiveShop.class);
	}

	/** Cookies know no port: the two have different hosts. */
	private void assertLogin(WebApplicationType type, Class<?> shop) throws IOException, InterruptedException {
		int port = TestSocketUtils.findAvailableTcpPort();
		String uri = "http://127.0.0.1:" + port;
		try (OpenIdProvider provider = OpenIdProvider.start(this.directory, uri, SECRET);
				Recipe application = Recipe.start(type, this.directory,
						RecipePage.of("log-users-in-beside-the-api.md")
							.block("yaml")
							.replace("https://idp.example.com", provider.uri()),
						Map.of("server.port", port, "SHOP_CLIENT_SECRET", SECRET), shop)) {
			assertThat(application.port()).isEqualTo(port);
			UserAgent user = new UserAgent(uri);
			assertThat(user.get("/account", null).headers().firstValue("Location")).get()
				.asString()
				.endsWith("/oauth2/authorization/idp");
			assertThat(user.logIn("/account", "alice", OpenIdProvider.PASSWORD).body()).isEqualTo("account of alice");
			assertThat(user.get("/account", null).body()).isEqualTo("account of alice");
			assertThat(user.get("/api/books", null).statusCode()).isEqualTo(401);

			UserAgent client = new UserAgent(uri);
			String token = provider.token("shop", SECRET);
			assertThat(client.get("/api/books", token).body()).isEqualTo("books for shop");
			assertThat(client.get("/account", token).statusCode()).isEqualTo(302);
			assertThat(client.get("/elsewhere", token).statusCode()).isEqualTo(403);
			assertThat(user.get("/elsewhere", null).statusCode()).isEqualTo(403);
		}
	}

	@RestController
	static class Shop {

		@GetMapping("/account")
		String account(Principal user) {
			return "account of " + user.getName();
		}

		@GetMapping("/api/books")
		String books(Principal client) {
			return "books for " + client.getName();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class ServletShop {

		@Bean
		@Order(-1)
		SecurityFilterChain login(HttpSecurity http) {
			return http.securityMatcher("/account/**", "/oauth2/authorization/**", "/login/**", "/logout")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class ReactiveShop {

		@Bean
		@Order(-1)
		SecurityWebFilterChain login(ServerHttpSecurity http) {
			return http.securityMatcher(pathMatchers("/account/**", "/oauth2/authorization/**", "/login/**", "/logout"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

	}

}
