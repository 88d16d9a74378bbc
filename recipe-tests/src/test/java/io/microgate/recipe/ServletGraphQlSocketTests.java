package io.microgate.recipe;

import io.microgate.jwt.VerifiedJwtConverter;
import io.microgate.runtime.TokenDecoders;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webmvc.AuthenticationWebSocketInterceptor;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * {@link GraphQlSocketTests} on Tomcat.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=servlet")
class ServletGraphQlSocketTests extends GraphQlSocketTests {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

		@Bean
		AuthenticationWebSocketInterceptor tokenInterceptor(TokenDecoders decoders) {
			JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoders.decoder("customer"));
			provider.setJwtAuthenticationConverter(new VerifiedJwtConverter());
			BearerTokenAuthenticationExtractor bearer = new BearerTokenAuthenticationExtractor();
			return new AuthenticationWebSocketInterceptor(
					(payload) -> bearer.getAuthentication(payload)
						.switchIfEmpty(Mono.error(new BadCredentialsException("There is no token"))),
					new ProviderManager(provider));
		}

	}

}
