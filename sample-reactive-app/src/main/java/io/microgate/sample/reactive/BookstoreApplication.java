package io.microgate.sample.reactive;

import io.microgate.sample.issuer.TokenIssuerConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * The bookstore API of {@code sample-app} on WebFlux. The same {@code application.yml}
 * says who may do what.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import(TokenIssuerConfiguration.class)
public class BookstoreApplication {

	public static void main(String[] args) {
		SpringApplication.run(BookstoreApplication.class, args);
	}

}
