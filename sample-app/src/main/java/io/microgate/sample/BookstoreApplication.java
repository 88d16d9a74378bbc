package io.microgate.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A bookstore API. Only {@code application.yml} says who may do what.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class BookstoreApplication {

	public static void main(String[] args) {
		SpringApplication.run(BookstoreApplication.class, args);
	}

}
