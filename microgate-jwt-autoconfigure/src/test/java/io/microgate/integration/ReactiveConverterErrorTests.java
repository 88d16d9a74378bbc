package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors of the JVM in a converter that is called when its result is subscribed to, which
 * Reactor throws instead of passing them on.
 */
@Tag("server")
class ReactiveConverterErrorTests {

	@Test
	void requestWhenConverterBreaksThenItDoesNotHang() {
		IdentityProvider idp = IdentityProvider.started();
		try (Application application = Application.start(WebApplicationType.REACTIVE, BreakingConverter.class,
				SpringUserTests.YAML, Map.of("idp.uri", idp.uri()))) {
			Awaitility.await().until(() -> application.get("/api/principal", idp.bearer()).statusCode() == 200);
			for (String broken : new String[] { "overflow", "linkage" }) {
				HttpResponse<String> response = application.get("/api/principal", idp.bearer(Map.of("scope", broken)));
				assertThat(response.statusCode()).as(broken).isEqualTo(403);
				assertThat(response.body()).as(broken).isEmpty();
			}
		}
		finally {
			idp.close();
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ReactiveSpringUserController.class)
	static class BreakingConverter {

		@Bean
		JwtAuthenticationConverter jwtAuthenticationConverter() {
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter
				.setJwtGrantedAuthoritiesConverter((jwt) -> switch (String.valueOf(jwt.getClaimAsString("scope"))) {
					case "overflow" -> throw new StackOverflowError();
					case "linkage" -> throw new NoClassDefFoundError();
					default -> List.of();
				});
			return converter;
		}

	}

}
