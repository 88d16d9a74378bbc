package io.microgate.verdict;

import java.util.List;

import io.microgate.jwks.MutableClock;
import reactor.core.publisher.Mono;

import io.microgate.binding.ProofStore;
import io.microgate.binding.RedisProofStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.MultiValueMapAdapter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

/**
 * A reactive application as a user has it, and by profile what users bring along.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
		TomcatReactiveManagementContextAutoConfiguration.class })
@Import(ReactiveTestController.class)
class ReactiveTestApplication {

	@Bean
	DecisionRecorder decisionRecorder() {
		return new DecisionRecorder();
	}

	/** In front of Spring Security: requests that break or are somewhere else already. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter earlyFilter() {
		return (exchange, chain) -> {
			ServerHttpRequest request = exchange.getRequest();
			if (request.getPath().value().startsWith("/early/")) {
				String target = request.getPath().value().substring("/early".length());
				return chain.filter(exchange.mutate().request(request.mutate().path(target).build()).build());
			}
			boolean broken = request.getHeaders().containsHeader("X-Broken");
			return chain.filter(broken ? exchange.mutate().request(new BrokenRequest(request)).build() : exchange);
		};
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
	WebFluxConfigurer mappedCors() {
		return new WebFluxConfigurer() {

			@Override
			public void addCorsMappings(CorsRegistry registry) {
				for (String pattern : List.of("/api/**", "/denied/**", "/elsewhere/**", "/keyless/**")) {
					registry.addMapping(pattern).allowedOrigins("https://friend.example").allowCredentials(true);
				}
			}

		};
	}

	@Bean
	@Profile("lenient")
	ServerWebExchangeFirewall lenientFirewall() {
		return Mono::just;
	}

	private static final class BrokenRequest extends ServerHttpRequestDecorator {

		private final HttpHeaders headers;

		BrokenRequest(ServerHttpRequest request) {
			super(request);
			this.headers = new HttpHeaders(new BrokenHeaders(request.getHeaders()));
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	private static final class BrokenHeaders extends MultiValueMapAdapter<String, String> {

		private static final long serialVersionUID = 1L;

		BrokenHeaders(HttpHeaders headers) {
			super(new LinkedCaseInsensitiveMap<>());
			headers.forEach(this::addAll);
		}

		@Override
		public List<String> get(Object name) {
			if ("Authorization".equals(name)) {
				throw new IllegalStateException("Broken");
			}
			return super.get(name);
		}

	}

}
