package io.microgate.test.mock;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that answers every request and notes whom its handlers see.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@Import({ Observed.class, ReactiveShop.Everything.class })
class ReactiveShop {

	@Bean
	ReactiveUserDetailsService users() {
		return new MapReactiveUserDetailsService(
				User.withUsername("carol").password("password").authorities("ROLE_ADMIN").build());
	}

	@RestController
	static class Everything {

		@Autowired
		private Observed observed;

		@GetMapping("/**")
		Mono<Void> handle() {
			return ReactiveSecurityContextHolder.getContext()
				.doOnNext((context) -> this.observed.handled(context.getAuthentication()))
				.then();
		}

		@PostMapping("/**")
		Mono<Void> post() {
			return handle();
		}

		@GetMapping("/books/admins")
		@PreAuthorize("hasRole('ADMIN')")
		Mono<Void> admins() {
			return handle();
		}

	}

}
