package io.microgate.sample.issuer;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The issuer and its clients, from the properties that Spring Boot has for the Spring
 * Authorization Server, so that the servlet and the reactive sample share their YAML.
 *
 * @param issuer what the tokens name as their issuer
 * @param client the clients, by any name
 */
@ConfigurationProperties("spring.security.oauth2.authorizationserver")
record TokenIssuerProperties(String issuer, Map<String, Client> client) {

	record Client(Registration registration) {

	}

	record Registration(String clientId, String clientSecret) {

	}

}
