package io.microgate.verdict;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

class ReactiveEqualsAttackTests extends EqualsAttackTests {

	ReactiveEqualsAttackTests() {
		super(new TestStack("reactive", WebApplicationType.REACTIVE, Application.class, "spring.webflux.base-path"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = TomcatReactiveWebServerAutoConfiguration.class)
	@Import(Handlers.class)
	static class Application {

	}

	@RestController
	static class Handlers {

		@RequestMapping({ "/path/{id}", "/path/{id}/**" })
		Mono<String> path(@PathVariable String id) {
			return Mono.just(id);
		}

		@RequestMapping("/query")
		Mono<String> query(ServerWebExchange exchange, @RequestParam(required = false) String q,
				@ModelAttribute Form form) {
			List<List<String>> readings = new ArrayList<>();
			readings.add((q != null) ? List.of(q) : null);
			readings.add((form.q() != null) ? List.of(form.q()) : null);
			readings.add(exchange.getRequest().getQueryParams().get("q"));
			return exchange.getFormData().map((data) -> {
				readings.add(data.get("q"));
				return readings(readings);
			});
		}

		@RequestMapping("/choice")
		Mono<String> choice(ServerWebExchange exchange, @RequestParam(required = false) String q,
				@ModelAttribute Form form) {
			List<List<String>> readings = new ArrayList<>();
			readings.add((q != null) ? List.of(q) : null);
			readings.add((form.q() != null) ? List.of(form.q()) : null);
			readings.add(exchange.getRequest().getQueryParams().get("q"));
			return Mono.just(readings(readings));
		}

		@RequestMapping("/header")
		Mono<String> header(@RequestHeader HttpHeaders headers) {
			return Mono.just(readings(List.of(headers.getOrEmpty("X-C"), headers.getValuesAsList("X-C"))));
		}

	}

}
