package io.microgate.verdict;

import java.io.EOFException;
import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Errors of the JVM in the application behind Microgate, which Reactor throws instead of
 * passing them on. Where the server's thread meets one it closes the connection.
 */
class ReactiveErrorTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks.main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts.main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**]}
			    open: {paths: [/open/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	ReactiveErrorTests() {
		super(new TestStack("reactive", WebApplicationType.REACTIVE, ErrorApplication.class,
				"spring.webflux.base-path"), CONFIGURATION);
	}

	@Test
	void requestWhenApplicationBreaksThenItDoesNotHang() throws IOException {
		acceptsToken(goodToken());
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> send(http("GET /open/overflow")));
		assertThat(send(get("/api/overflow", goodToken())).status()).isEqualTo(500);
		assertThat(send(get("/api/linkage", goodToken())).status()).isEqualTo(500);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
			TomcatReactiveManagementContextAutoConfiguration.class })
	@Import(ReactiveTestController.class)
	static class ErrorApplication {

		@Bean
		DecisionRecorder decisionRecorder() {
			return new DecisionRecorder();
		}

		@Bean
		RouterFunction<ServerResponse> errors() {
			return route().GET("/{place}/overflow", (request) -> {
				throw new StackOverflowError();
			}).GET("/{place}/linkage", (request) -> {
				throw new NoClassDefFoundError();
			}).build();
		}

	}

}
