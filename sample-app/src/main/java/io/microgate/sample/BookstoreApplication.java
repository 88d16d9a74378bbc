package io.microgate.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A bookstore API. Who may do what stands in {@code application.yml} alone.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class BookstoreApplication {

	public static void main(String[] args) {
		SpringApplication.run(BookstoreApplication.class, args);
	}

}
