package io.microgate.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token that Spring Authorization Server has bound to a key is accepted on both web
 * stacks, with a proof by that key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
class AuthorizationServerProofTests {

	private static final String CONFIGURATION = """
			microgate:
			  public-origins: ["https://api.example"]
			  jwks: {server: {provider: {remote: {uri: "${issuer}/oauth2/jwks"}}}}
			  jwts:
			    server:
			      requireAny: [{jwksRef: {name: server}, issuer: "${issuer}", audiences: [robot]}]
			      expirationRequired: true
			      extensions: {binding: {required: dpop}}
			  routes: {api: {paths: [/api/**]}}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: server}}}}}]}
			""";

	private final ProofForge proofs = new ProofForge(new TestKeys());

	private ConfigurableApplicationContext server;

	private Path directory;

	private int port;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.directory = directory;
		SpringApplication application = new SpringApplication(Server.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(
				Map.of("server.port", "0", "microgate.enabled", "false", "spring.main.banner-mode", "off"));
		this.server = application.run();
		this.port = this.server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	private String issuer() {
		return "http://localhost:" + this.port;
	}

	/** Asks for a token with a proof of the same key. */
	private String token(String key) throws IOException {
		String body = "grant_type=client_credentials";
		String proof = this.proofs.forge(new TokenRecipe(
				Map.of("key", key, "drop", List.of("ath"), "claims", Map.of("htu", issuer() + "/oauth2/token"))),
				"POST /oauth2/token", "");
		String credentials = Base64.getEncoder().encodeToString("robot:secret".getBytes(StandardCharsets.US_ASCII));
		RawHttp.Response response = RawHttp.exchange(this.port,
				"POST /oauth2/token HTTP/1.1\r\nHost: localhost:" + this.port + "\r\nConnection: close\r\n"
						+ "Authorization: Basic " + credentials + "\r\nDPoP: " + proof
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
						+ "\r\n\r\n" + body);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		assertThat(response.body()).contains("\"token_type\":\"DPoP\"");
		return response.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
	}

	private int send(RunningApplication application, String scheme, String token, String proof) throws IOException {
		return RawHttp
			.exchange(application.port(false),
					"GET /api/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + scheme + " "
							+ token + "\r\nDPoP: " + proof + "\r\n\r\n")
			.status();
	}

	@ParameterizedTest
	@CsvSource({ "servlet, es-1", "servlet, rs-1", "reactive, es-1", "reactive, rs-1" })
	void sendWhenTokenIsBoundByServerThenAcceptedWithProofOnly(String stack, String key) throws IOException {
		Chapter chapter = new Chapter("server-" + key, CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		try (RunningApplication application = RunningApplication.start(chapter,
				stack.equals("servlet") ? TestStack.SERVLET : TestStack.REACTIVE, Map.of("issuer", issuer()),
				this.directory)) {
			String token = token(key);
			TokenRecipe recipe = new TokenRecipe(Map.of("key", key));
			String proof = this.proofs.forge(recipe, "GET /api/x", token);
			assertThat(send(application, "Bearer", token, proof)).isEqualTo(401);
			assertThat(send(application, "DPoP", token, "x")).isEqualTo(401);
			TokenRecipe other = new TokenRecipe(Map.of("key", "es-384"));
			assertThat(send(application, "DPoP", token, this.proofs.forge(other, "GET /api/x", token))).isEqualTo(401);
			assertThat(send(application, "DPoP", token, proof)).isEqualTo(200);
			assertThat(send(application, "DPoP", token, proof)).isEqualTo(401);
			assertThat(send(application, "DPoP", token, this.proofs.forge(recipe, "GET /api/x", token))).isEqualTo(200);
		}
	}

	/** An authorization server with one client. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSecurity
	static class Server {

		@Bean
		SecurityFilterChain authorizationServer(HttpSecurity http) throws Exception {
			OAuth2AuthorizationServerConfigurer configurer = new OAuth2AuthorizationServerConfigurer();
			return http.securityMatcher("/oauth2/**").with(configurer, (server) -> {
			}).csrf((csrf) -> csrf.disable()).build();
		}

		@Bean
		RegisteredClientRepository registeredClients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId(UUID.randomUUID().toString())
				.clientId("robot")
				.clientSecret("{noop}secret")
				.clientIdIssuedAt(Instant.now())
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build());
		}

		@Bean
		JWKSource<SecurityContext> keys() {
			java.security.KeyPair pair = TestKey.rsa(2048);
			return new ImmutableJWKSet<>(
					new JWKSet(new RSAKey.Builder((java.security.interfaces.RSAPublicKey) pair.getPublic())
						.privateKey(pair.getPrivate())
						.keyID("server")
						.build()));
		}

		@Bean
		JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
			return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
		}

		@Bean
		AuthorizationServerSettings authorizationServerSettings() {
			return AuthorizationServerSettings.builder().build();
		}

	}

}
