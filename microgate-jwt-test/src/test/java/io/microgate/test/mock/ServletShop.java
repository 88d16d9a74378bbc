package io.microgate.test.mock;

import java.util.concurrent.Callable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that answers every request and notes whom its handlers see.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import({ Observed.class, ServletShop.Everything.class })
class ServletShop {

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("carol").password("password").authorities("ROLE_ADMIN").build());
	}

	@RestController
	static class Everything {

		@Autowired
		private Observed observed;

		@GetMapping("/**")
		void handle() {
			this.observed.handled(SecurityContextHolder.getContext().getAuthentication());
		}

		@PostMapping("/**")
		void post() {
			handle();
		}

		@GetMapping("/books/async")
		Callable<String> async() {
			return () -> {
				handle();
				return "done";
			};
		}

		@GetMapping("/books/admins")
		@PreAuthorize("hasRole('ADMIN')")
		void admins() {
			handle();
		}

	}

}
