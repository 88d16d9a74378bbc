package io.microgate.sample.gateway;

import io.microgate.sample.issuer.TokenIssuerConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * A gateway in front of a bookstore. Only {@code application.yml} says where requests go
 * and who may send them.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import(TokenIssuerConfiguration.class)
public class GatewayApplication {

	public static void main(String[] args) {
		SpringApplication.run(GatewayApplication.class, args);
	}

}
