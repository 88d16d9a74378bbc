package io.microgate.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.microgate.runtime.ConfigurationReloader;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.boot.webmvc.test.autoconfigure.SpringBootMockMvcBuilderCustomizer;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * What handlers on Tomcat see of a request whose token is taken out and replaced.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ServletPropagationTests {

	private static final String JWT = """
			microgate:
			  jwks: {idp: {provider: {remote: {uri: "${idp.uri}"}}}}
			  jwts:
			    user:
			      extractionSources: [{bearerToken: {}}, {cookie: {name: creds}}, {queryParameter: {name: access_token}}]
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}]
			      expirationRequired: true
			  routes: {app: {paths: [/seen, /forward, /failing]}, open: {paths: [/open/seen]}}
			  access-control-policies:
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	private static final String PROPAGATION = """
			  identity-propagations:
			    subject: {bearerToken: {source: {jwt: {claim: sub}}}}
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			""";

	private static final String EDITED = JWT + """
			    app:
			      targetRefs: [{name: app}]
			      extensions: {stripToken: true}
			      policies:
			        - authorization: {authentication: {jwt: {jwtRef: {name: user}}}}
			          identityPropagation:
			            actions:
			              - {identityPropagationRef: {name: subject}}
			              - {identityPropagationRef: {name: user}}
			            onFailure: Pass
			""" + PROPAGATION;

	private static final String AS_SENT = JWT + """
			    app:
			      targetRefs: [{name: app}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: user}}}}}]
			""";

	private static final String NOTHING_SENT = "bearer Bearer alice, user alice, query null, parameters [a], cookies 0";

	private static IdentityProvider idp;

	private static Application application;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
		application = start(EDITED);
		awaitKeys(application);
	}

	private static Application start(String yaml) {
		return Application.start(WebApplicationType.SERVLET, SeenApplication.class, yaml, Map.of("idp.uri", idp.uri()));
	}

	private static void awaitKeys(Application application) {
		await().untilAsserted(() -> assertThat(application.get("/seen", idp.bearer()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		application.close();
		idp.close();
	}

	private static String token() {
		return idp.token(Map.of());
	}

	@Test
	void seenWhenTokenIsAHeaderThenThePropagatedOne() {
		assertThat(application.get("/seen", idp.bearer()).body())
			.isEqualTo("bearer Bearer alice, user alice, query null, parameters [], cookies 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/seen", "/forward" })
	void seenWhenTokenIsAParameterThenNone(String path) {
		assertThat(application.get(path + "?a=1&access_token=" + token()).body())
			.isEqualTo(NOTHING_SENT.replace("query null", "query a=1"));
	}

	@Test
	void seenWhenTokenIsACookieThenNone() {
		assertThat(application.get("/seen?a=1", "Cookie", "creds=" + token()).body())
			.isEqualTo(NOTHING_SENT.replace("query null", "query a=1"));
		assertThat(application.get("/seen?a=1", "Cookie", "b=2; creds=" + token()).body()).endsWith("cookies 1");
	}

	@Test
	void seenWhenAnErrorIsHandledThenNoTokenEither() {
		assertThat(application.get("/failing?a=1&access_token=" + token()).body())
			.isEqualTo(NOTHING_SENT.replace("query null", "query a=1"));
	}

	@Test
	void seenWhenOpenThenNoFieldOfTheClient() {
		assertThat(application.get("/open/seen", "Authorization", "Bearer a", "X-User", "mallory").body())
			.isEqualTo("bearer null, user null, query null, parameters [], cookies 0");
	}

	/** The filter of Spring copies the header fields. */
	@Test
	void seenWhenForwardedHeadersAreTakenByAFilterThenThePropagatedOne() {
		try (Application behindProxy = start(EDITED + "---\nserver.forward-headers-strategy: framework\n")) {
			awaitKeys(behindProxy);
			String[] bearer = idp.bearer();
			assertThat(behindProxy.get("/seen", bearer[0], bearer[1], "X-Forwarded-Proto", "https", "X-User", "mallory")
				.body()).startsWith("bearer Bearer alice, user alice,");
			assertThat(behindProxy.get("/open/seen", "X-Forwarded-Proto", "https", "X-User", "mallory").body())
				.startsWith("bearer null, user null,");
		}
	}

	@Test
	void seenInMockMvcThenAsOnAServer() throws Exception {
		WebApplicationContext context = (WebApplicationContext) application.context();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
		new SpringBootMockMvcBuilderCustomizer(context).customize(builder);
		MockMvc mvc = builder.build();
		String[] bearer = idp.bearer();
		assertThat(mvc.perform(get("/seen").header(bearer[0], bearer[1]).header("x_user", "mallory"))
			.andReturn()
			.getResponse()
			.getContentAsString()).startsWith("bearer Bearer alice, user alice,");
		assertThat(mvc.perform(get("/open/seen").header("X-User", "mallory"))
			.andReturn()
			.getResponse()
			.getContentAsString()).startsWith("bearer null, user null,");
	}

	@Test
	void registrationWhenNothingIsEditedThenDisabledForReasonInLog(CapturedOutput output) {
		try (Application plain = start(AS_SENT)) {
			awaitKeys(plain);
			assertThat(registration(plain).isEnabled()).isFalse();
			assertThat(output)
				.contains("Filter that edits requests, which no policy asks for, was not registered (disabled)");
			assertThat(plain.get("/open/seen", "X-User", "alice").body()).startsWith("bearer null, user alice,");
		}
		assertThat(registration(application).isEnabled()).isTrue();
	}

	private static FilterRegistrationBean<?> registration(Application application) {
		return (FilterRegistrationBean<?>) application.context().getBean("microgateRequestEditsRegistration");
	}

	@Test
	void seenWhenAReloadAddsAPropagationThenNoFieldOfTheClient(@TempDir Path manifests) throws IOException {
		Files.writeString(manifests.resolve("other.yaml"), "{apiVersion: v1, kind: Secret, metadata: {name: other}}");
		try (Application reloaded = start(AS_SENT + "  manifests: [\"" + manifests.toUri() + "\"]\n")) {
			awaitKeys(reloaded);
			assertThat(reloaded.get("/open/seen", "X-User", "mallory").body()).contains("user mallory");
			Files.writeString(manifests.resolve("user.yaml"), """
					apiVersion: microgateway.airlock.com/v1alpha1
					kind: IdentityPropagation
					metadata: {name: user}
					spec: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
					""");
			assertThat(reloaded.bean(ConfigurationReloader.class).reload()).isTrue();
			assertThat(reloaded.get("/open/seen", "X-User", "mallory").body()).contains("user null");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SeenApplication {

		@RestController
		static class SeenController implements ErrorController {

			@RequestMapping({ "/seen", "/open/seen", "/error" })
			String see(HttpServletRequest request) {
				return "bearer %s, user %s, query %s, parameters %s, cookies %d".formatted(
						request.getHeader("Authorization"), request.getHeader("X-User"), request.getQueryString(),
						Collections.list(request.getParameterNames()), cookies(request.getCookies()));
			}

			private static int cookies(Cookie @Nullable [] cookies) {
				return (cookies != null) ? List.of(cookies).size() : 0;
			}

			@RequestMapping("/forward")
			void forward(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				request.getRequestDispatcher("/seen").forward(request, response);
			}

			@RequestMapping("/failing")
			void fail(HttpServletResponse response) throws IOException {
				response.sendError(418);
			}

		}

	}

}
