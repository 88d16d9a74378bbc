package io.microgate.recipe;

import io.microgate.jwt.VerifiedJwtConverter;
import io.microgate.runtime.TokenDecoders;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webflux.AuthenticationWebSocketInterceptor;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;

/**
 * {@link GraphQlSocketTests} on Netty.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=reactive")
class ReactiveGraphQlSocketTests extends GraphQlSocketTests {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = TomcatReactiveWebServerAutoConfiguration.class)
	@Import(Shop.class)
	static class Application {

		@Bean
		AuthenticationWebSocketInterceptor tokenInterceptor(TokenDecoders decoders) {
			JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(
					decoders.reactiveDecoder("customer"));
			manager.setJwtAuthenticationConverter(
					new ReactiveJwtAuthenticationConverterAdapter(new VerifiedJwtConverter()));
			BearerTokenAuthenticationExtractor bearer = new BearerTokenAuthenticationExtractor();
			return new AuthenticationWebSocketInterceptor((payload) -> bearer.getAuthentication(payload)
				.switchIfEmpty(Mono.error(new BadCredentialsException("There is no token"))), manager);
		}

	}

}
