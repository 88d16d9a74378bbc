package io.microgate.recipe.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

/**
 * A Spring Authorization Server with one user and one client, as Spring Boot configures
 * it.
 */
final class OpenIdProvider implements AutoCloseable {

	static final String PASSWORD = "wonderland";

	private static final String CONFIGURATION = """
			server: {port: %1$d}
			microgate: {enabled: false}
			spring:
			  main: {banner-mode: "off"}
			  security:
			    user: {name: alice, password: %4$s}
			    oauth2:
			      authorizationserver:
			        issuer: http://localhost:%1$d
			        client:
			          shop:
			            registration:
			              client-id: shop
			              client-secret: "{noop}%3$s"
			              client-authentication-methods: [client_secret_basic]
			              authorization-grant-types: [authorization_code, client_credentials]
			              redirect-uris: ["%2$s/login/oauth2/code/idp"]
			              scopes: [openid, profile]
			""";

	private final ConfigurableApplicationContext context;

	private final String uri;

	private OpenIdProvider(ConfigurableApplicationContext context, String uri) {
		this.context = context;
		this.uri = uri;
	}

	/**
	 * Starts a provider for one application.
	 * @param directory where its configuration is written to
	 * @param application where the application is
	 * @param secret the secret of the application
	 */
	static OpenIdProvider start(Path directory, String application, String secret) throws IOException {
		int port = TestSocketUtils.findAvailableTcpPort();
		Path configuration = Files.writeString(directory.resolve("provider.yml"),
				CONFIGURATION.formatted(port, application, secret, PASSWORD));
		SpringApplication provider = new SpringApplication(Provider.class);
		provider.setWebApplicationType(WebApplicationType.SERVLET);
		provider.setRegisterShutdownHook(false);
		return new OpenIdProvider(provider.run("--spring.config.location=" + configuration.toUri()),
				"http://localhost:" + port);
	}

	String uri() {
		return this.uri;
	}

	/** Gets a token with the client credentials grant. */
	String token(String client, String secret) {
		return RestClient.create(this.uri)
			.post()
			.uri("/oauth2/token")
			.header(HttpHeaders.AUTHORIZATION,
					"Basic " + HttpHeaders.encodeBasicAuth(client, secret, StandardCharsets.UTF_8))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("grant_type=client_credentials")
			.retrieve()
			.body(JsonNode.class)
			.get("access_token")
			.stringValue();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Provider {

	}

}
