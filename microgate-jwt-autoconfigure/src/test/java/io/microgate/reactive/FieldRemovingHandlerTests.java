package io.microgate.reactive;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.microgate.decision.FailureLog;
import io.microgate.decision.RefusalBodies;
import io.microgate.decision.RefusalsSpec;
import io.microgate.certificate.CertificateSource;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.request.FieldNames;
import io.microgate.route.ChallengeRules;
import io.microgate.route.CommonRules;
import io.microgate.route.MetadataDocuments;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteTable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

class FieldRemovingHandlerTests {

	private static final RefusalBodies BODIES = RefusalBodies.of(null, new RefusalsSpec(true),
			new FailureLog(Clock.systemUTC()));

	private final AtomicReference<ServerHttpRequest> handled = new AtomicReference<>();

	private final AtomicReference<Object> hidden = new AtomicReference<>();

	private MockServerHttpResponse response;

	private void handle(ServerHttpRequest request, Supplier<RouteTable> routes) {
		this.response = new MockServerHttpResponse();
		PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(routes, OpenPaths.NONE, OpenPaths.NONE, List.of());
		ReactiveDecisions decisions = new ReactiveDecisions(new StaticApplicationContext(), decisionPoint,
				GatewayReading.NONE, BODIES);
		new FieldRemovingHandler((received, response) -> Mono.deferContextual((context) -> {
			this.handled.set(received);
			this.hidden.set(context.getOrDefault(HiddenFields.CONTEXT_KEY, null));
			return Mono.empty();
		}), decisions).handle(request, this.response).block();
	}

	private static RouteTable routes(String... fields) {
		return RouteTable.compile(Map.of(), (name) -> null)
			.with(new CommonRules(FieldNames.of(List.of(fields)), CertificateSource.CONNECTION, ChallengeRules.NONE,
					MetadataDocuments.NONE));
	}

	@Test
	void handleWhenRequestHasNoSuchFieldThenItGoesOnAsItIs() {
		MockServerHttpRequest request = MockServerHttpRequest.get("/x").header("X-Users", "a").build();
		for (RouteTable routes : List.of(routes(), routes("X-User"))) {
			handle(request, () -> routes);
			assertThat(this.handled.get()).isSameAs(request);
			assertThat(this.hidden.get()).isNull();
		}
	}

	@Test
	void handleWhenRequestHasFieldThenItIsHidden() {
		handle(MockServerHttpRequest.get("/x").header("x_user", "a", "b").header("X-Other", "c").build(),
				() -> routes("X-User"));
		assertThat(this.handled.get().getHeaders().headerNames()).containsExactly("X-Other");
		assertThat(((HttpHeaders) this.hidden.get()).get("x_user")).containsExactly("a", "b");
	}

	@Test
	void handleWhenConfigurationCannotBeReadThenRefused() {
		for (Throwable failure : List.of(new IllegalStateException(), new NoClassDefFoundError())) {
			handle(MockServerHttpRequest.get("/x").build(), () -> {
				throw FieldRemovingHandlerTests.<RuntimeException>sneaky(failure);
			});
			assertThat(this.handled.get()).isNull();
			assertThat(this.response.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
			assertThat(this.response.getBodyAsString().block()).isEqualTo("{\"title\":\"Forbidden\",\"status\":403}");
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

}
