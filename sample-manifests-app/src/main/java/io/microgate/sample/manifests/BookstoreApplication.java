package io.microgate.sample.manifests;

import io.microgate.sample.issuer.TokenIssuerConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * A bookstore API whose policy is the YAML of a cluster, in the folder {@code cluster}.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import(TokenIssuerConfiguration.class)
public class BookstoreApplication {

	public static void main(String[] args) {
		SpringApplication.run(BookstoreApplication.class, args);
	}

}
