package io.microgate.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.decision.RefusalBody;
import io.microgate.decision.RefusalRenderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of refusals, wherever the request is refused: by the decision, by the firewall
 * of Spring Security, before Spring Security, behind the decision by method security.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class RefusalBodyTests {

	private static final String CONFIGURATION = """
			server.servlet.context-path: /shop
			spring.webflux.base-path: /shop
			management.server.port: 0
			microgate:
			  refusals: {problem-details: %s}
			  secrets: {missing: "${secret.missing}"}
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true}
			    unavailable: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {revocation: {secretRef: {name: missing}}}}
			  routes:
			    api: {paths: [/api/**]}
			    unavailable: {paths: [/unavailable/**]}
			    denied: {paths: [/denied/**]}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - {requestConditions: {path: {matcher: {prefix: /api/claims}}}, authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAll: [{jwt: {claim: {name: absent}}}]}}
			        - {requestConditions: {path: {matcher: {prefix: /api/open}}}, authorization: {}}
			        - {authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}
			    unavailable: {targetRefs: [{name: unavailable}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: unavailable}}}}}]}
			    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String TOKEN = "{token}";

	private static final List<Refused> REFUSED = List.of(new Refused("/shop/api/x", null, 401, "Bearer"),
			new Refused("/shop/api/x", "Bearer a.b.c", 401, "Bearer error=\"invalid_token\""),
			new Refused("/shop/api/x", "Bearer a b", 401, "Bearer error=\"invalid_token\""),
			new Refused("/shop/api/claims", TOKEN, 403, "Bearer error=\"insufficient_scope\""),
			new Refused("/shop/api/admin", TOKEN, 403, "Bearer error=\"insufficient_scope\""),
			new Refused("/shop/api/open/admin", null, 401, "Bearer"), new Refused("/shop/denied/x", null, 403, null),
			new Refused("/shop/unmatched", null, 403, null), new Refused("/shop/unavailable/x", TOKEN, 503, null),
			new Refused("/shop//api/x", null, 400, null), new Refused("/shop/api;a=b/x", null, 400, null));

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	@TempDir
	private Path directory;

	RefusalBodyTests(TestStack stack) {
		this.stack = stack;
	}

	/**
	 * Requests that are refused.
	 *
	 * @param target the request target
	 * @param authorization the value of {@code Authorization}, {@code null} for none
	 * @param status the status of the refusal
	 * @param challenge its challenge, {@code null} for none
	 */
	private record Refused(String target, String authorization, int status, String challenge) {
	}

	/** On Netty, the server itself answers to a target that is no URI. */
	private List<Refused> refused() {
		List<Refused> refused = new ArrayList<>(REFUSED);
		if (this.stack.type() == WebApplicationType.SERVLET) {
			refused.add(new Refused("/shop/api/x;%a", null, 400, null));
		}
		return refused;
	}

	private RunningApplication start(KeyServer server, boolean problemDetails, String... profiles) throws IOException {
		Chapter chapter = new Chapter("bodies", CONFIGURATION.formatted(problemDetails), "", List.of(profiles), null,
				Map.of(), List.of());
		return RunningApplication.start(chapter, this.stack, server.locations(), this.directory);
	}

	private RawHttp.Response send(RunningApplication application, String method, Refused request) throws IOException {
		String token = new TokenForge(this.keys).forge(TokenRecipe.GOOD);
		String authorization = (request.authorization() != null)
				? "Authorization: %s\r\n".formatted(request.authorization().replace(TOKEN, "Bearer " + token)) : "";
		return RawHttp.exchange(application.port(false),
				"%s %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n".formatted(method, request.target(),
						authorization));
	}

	private static void assertHead(Refused request, RawHttp.Response response) {
		assertThat(response.status()).as("%s %s", request, response).isEqualTo(request.status());
		assertThat(response.header("WWW-Authenticate")).as("%s %s", request, response)
			.isEqualTo((request.challenge() != null) ? List.of(request.challenge()) : List.of());
		assertThat(response.header("Retry-After")).as("%s %s", request, response)
			.hasSize((request.status() == 503) ? 1 : 0);
	}

	private static void assertBody(RawHttp.Response response, String contentType, String body) {
		assertThat(response.header("Content-Type")).as("%s", response).containsExactly(contentType);
		assertThat(response.header("Content-Length")).as("%s", response)
			.containsExactly(String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
		assertThat(response.body()).as("%s", response).isEqualTo(body);
	}

	@Test
	void refusalWhenNothingIsConfiguredThenHasNoBody() throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server, false)) {
			for (Refused request : refused()) {
				RawHttp.Response response = send(application, "GET", request);
				assertHead(request, response);
				assertThat(response.body()).as("%s %s", request, response).isEmpty();
				assertThat(response.header("Content-Type")).as("%s %s", request, response).isEmpty();
			}
		}
	}

	@Test
	void refusalWhenProblemDetailsThenSameBodyForAllReasonsOfAStatus() throws IOException {
		Map<Integer, String> titles = Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden", 503,
				"Service Unavailable");
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server, true)) {
			for (Refused request : refused()) {
				RawHttp.Response response = send(application, "GET", request);
				assertHead(request, response);
				assertBody(response, "application/problem+json",
						"{\"title\":\"%s\",\"status\":%d}".formatted(titles.get(request.status()), request.status()));
				RawHttp.Response head = send(application, "HEAD", request);
				assertHead(request, head);
				assertThat(head.header("Content-Type")).containsExactly("application/problem+json");
			}
			RawHttp.Response management = RawHttp.exchange(application.port(true),
					"GET /actuator/beans HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			assertThat(management.status()).isEqualTo(403);
			assertBody(management, "application/problem+json", "{\"title\":\"Forbidden\",\"status\":403}");
		}
	}

	@Test
	void refusalWhenApplicationRendersItThenSetsBodyAndContentTypeOnly(CapturedOutput output) throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server, true, "renderer")) {
			for (Refused request : refused()) {
				RawHttp.Response response = send(application, "GET", request);
				assertHead(request, response);
				assertThat(response.header("Content-Type")).containsExactly("text/plain;charset=UTF-8");
				assertThat(response.body()).as("%s %s", request, response).startsWith("No: " + request.status());
				for (DenyReason reason : DenyReason.values()) {
					assertThat(response.body()).doesNotContain(reason.code());
				}
			}
			assertThat(send(application, "GET", refused().get(0)).body()).isEqualTo("No: 401 /api/x");
		}
		assertThat(output).contains("'microgate.refusals.problem-details' has no effect");
	}

	@Test
	void refusalWhenRendererThrowsThenEmptyBody(CapturedOutput output) throws IOException {
		assertEmpty("throwing");
		assertThat(output).contains("The body of a refusal is empty because of an exception")
			.doesNotContain("secret message");
	}

	@Test
	void refusalWhenRendererGivesNoBodyThenEmptyBody() throws IOException {
		assertEmpty("silent");
	}

	private void assertEmpty(String profile) throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server, false, profile)) {
			for (Refused request : refused()) {
				RawHttp.Response response = send(application, "GET", request);
				assertHead(request, response);
				assertThat(response.body()).as("%s %s", request, response).isEmpty();
			}
		}
	}

	/** Handlers that the application itself protects, and its renderers. */
	@RestController
	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@GetMapping({ "/api/admin", "/api/open/admin" })
		@PreAuthorize("hasRole('admin')")
		Mono<String> admin(Principal principal) {
			return Mono.just("admin");
		}

		@Bean
		@Profile("renderer")
		RefusalRenderer renderer() {
			return (status, request) -> new RefusalBody(MediaType.parseMediaType("text/plain;charset=UTF-8"),
					"No: %d %s".formatted(status, request.path()).getBytes(StandardCharsets.UTF_8));
		}

		@Bean
		@Profile("throwing")
		RefusalRenderer throwing() {
			return (status, request) -> {
				throw new IllegalStateException("secret message");
			};
		}

		@Bean
		@Profile("silent")
		RefusalRenderer silent() {
			return (status, request) -> null;
		}

	}

}
