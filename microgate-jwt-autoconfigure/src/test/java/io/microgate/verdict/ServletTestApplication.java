package io.microgate.verdict;

import java.io.IOException;
import java.util.Enumeration;
import java.util.List;

import io.microgate.jwks.MutableClock;
import io.microgate.binding.ProofStore;
import io.microgate.binding.RedisProofStore;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A servlet application as a user has it, and by profile what users bring along.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ServletTestController.class, LenientServletConfiguration.class })
class ServletTestApplication {

	@Bean
	DecisionRecorder decisionRecorder() {
		return new DecisionRecorder();
	}

	/** In front of Spring Security: requests that break or are somewhere else already. */
	@Bean
	FilterRegistrationBean<Filter> earlyFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new EarlyFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/** Time by which keys and tokens age; timers run on. */
	@Bean(name = "microgateClock", defaultCandidate = false)
	@Profile("clock")
	MutableClock microgateClock() {
		return new MutableClock();
	}

	@Bean
	@Profile("no-proof-store")
	ProofStore noProofStore() {
		return ProofStore.NONE;
	}

	@Bean
	@Profile("redis")
	RedisProofStore redisProofStore(@Value("${redis.port}") int port) {
		return new RedisProofStore("redis://127.0.0.1:" + port);
	}

	@Bean
	@Profile("cors")
	CorsConfigurationSource corsConfigurationSource() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of("https://friend.example"));
		configuration.setAllowedMethods(List.of("GET", "POST", "OPTIONS"));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", configuration);
		return source;
	}

	@Bean
	@Profile("mapped-cors")
	WebMvcConfigurer mappedCors() {
		return new WebMvcConfigurer() {

			@Override
			public void addCorsMappings(CorsRegistry registry) {
				for (String pattern : List.of("/api/**", "/denied/**", "/elsewhere/**", "/keyless/**")) {
					registry.addMapping(pattern).allowedOrigins("https://friend.example").allowCredentials(true);
				}
			}

		};
	}

	private static final class EarlyFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (request.getRequestURI().startsWith("/early/")) {
				String query = request.getHeader("X-Early-Query");
				String target = request.getRequestURI().substring("/early".length());
				request.getRequestDispatcher((query != null) ? target + "?" + query : target)
					.forward(request, response);
				return;
			}
			boolean broken = request.getHeader("X-Broken") != null;
			chain.doFilter(broken ? new BrokenRequest(request) : request, response);
		}

	}

	private static final class BrokenRequest extends HttpServletRequestWrapper {

		BrokenRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			if (name.equalsIgnoreCase("Authorization")) {
				throw new IllegalStateException("Broken");
			}
			return super.getHeaders(name);
		}

	}

}
