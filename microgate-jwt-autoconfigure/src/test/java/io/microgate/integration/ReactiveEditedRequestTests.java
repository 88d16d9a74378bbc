package io.microgate.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.microgate.runtime.ConfigurationReloader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What handlers on Netty see of a request below a base path, and after a reload.
 */
@Tag("server")
class ReactiveEditedRequestTests {

	private static final String AS_SENT = """
			microgate:
			  jwks: {idp: {provider: {remote: {uri: "${idp.uri}"}}}}
			  jwts:
			    user:
			      extractionSources: [{bearerToken: {}}, {queryParameter: {name: access_token}}]
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}]
			      expirationRequired: true
			  routes: {app: {paths: [/seen]}, open: {paths: [/open/seen]}}
			  access-control-policies:
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    app:
			      targetRefs: [{name: app}]
			      policies:
			        - authorization: {authentication: {jwt: {jwtRef: {name: user}}}}
			""";

	private static final String EDITED = AS_SENT + """
			          identityPropagation: {actions: [{identityPropagationRef: {name: user}}], onFailure: Pass}
			      extensions: {stripToken: true}
			  identity-propagations:
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			""";

	private static IdentityProvider idp;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
	}

	@AfterAll
	static void stop() {
		idp.close();
	}

	private static Application start(String yaml) {
		return Application.start(WebApplicationType.REACTIVE, SeeingApplication.class, yaml,
				Map.of("idp.uri", idp.uri()));
	}

	@Test
	void seenBelowABasePathThenThePropagatedFieldAndNoToken() {
		try (Application application = start(EDITED + "---\nspring.webflux.base-path: /base\n")) {
			await().untilAsserted(
					() -> assertThat(application.get("/base/seen", idp.bearer()).statusCode()).isEqualTo(200));
			assertThat(application
				.get("/base/seen?a=1&access_token=" + idp.token(Map.of()), "X-User", "mallory", "x_user", "mallory")
				.body()).isEqualTo("user [alice], other [], at /base/seen?a=1, path /base + /seen");
			assertThat(application.get("/base/open/seen", "X-User", "mallory", "x_user", "mallory").body())
				.isEqualTo("user [], other [], at /base/open/seen, path /base + /open/seen");
			assertThat(application.get("/seen", idp.bearer()).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void seenWhenAReloadAddsAPropagationThenNoFieldOfTheClient(@TempDir Path manifests) throws IOException {
		Files.writeString(manifests.resolve("other.yaml"), "{apiVersion: v1, kind: Secret, metadata: {name: other}}");
		try (Application application = start(AS_SENT + "  manifests: [\"" + manifests.toUri() + "\"]\n")) {
			assertThat(application.get("/open/seen", "X-User", "mallory").body()).startsWith("user [mallory],");
			Files.writeString(manifests.resolve("user.yaml"), """
					apiVersion: microgateway.airlock.com/v1alpha1
					kind: IdentityPropagation
					metadata: {name: user}
					spec: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
					""");
			assertThat(application.bean(ConfigurationReloader.class).reload()).isTrue();
			assertThat(application.get("/open/seen", "X-User", "mallory", "X_User", "mallory").body())
				.startsWith("user [], other [],");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SeeingApplication {

		@RestController
		static class SeeingController {

			@RequestMapping({ "/seen", "/open/seen" })
			String see(ServerHttpRequest request) {
				HttpHeaders headers = request.getHeaders();
				String query = (request.getURI().getRawQuery() != null) ? "?" + request.getURI().getRawQuery() : "";
				return "user %s, other %s, at %s%s, path %s + %s".formatted(headers.getOrEmpty("X-User"),
						headers.getOrEmpty("X_User"), request.getURI().getRawPath(), query,
						request.getPath().contextPath(), request.getPath().pathWithinApplication());
			}

		}

	}

}
