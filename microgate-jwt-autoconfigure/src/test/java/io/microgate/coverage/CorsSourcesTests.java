package io.microgate.coverage;

import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CorsSources}.
 */
class CorsSourcesTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private void register(String name, Class<?> type) {
		register(name, type, (definition) -> {
		});
	}

	private void register(String name, Class<?> type, Consumer<RootBeanDefinition> customizer) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		customizer.accept(definition);
		this.beanFactory.registerBeanDefinition(name, definition);
	}

	private Object find() {
		return CorsSources.find(this.beanFactory, CorsConfigurationSource.class);
	}

	private Object findReactive() {
		return CorsSources.find(this.beanFactory, org.springframework.web.cors.reactive.CorsConfigurationSource.class);
	}

	@Test
	void findWhenNoneThenNull() {
		assertThat(find()).isNull();
	}

	@Test
	void findWhenOnlyOneThenThat() {
		register("any", UrlBasedCorsConfigurationSource.class);
		assertThat(find()).isSameAs(this.beanFactory.getBean("any"));
	}

	@Test
	void findWhenOneHasTheUsualNameThenThat() {
		register("any", UrlBasedCorsConfigurationSource.class);
		register("corsConfigurationSource", UrlBasedCorsConfigurationSource.class);
		register("other", UrlBasedCorsConfigurationSource.class, (definition) -> definition.setPrimary(true));
		assertThat(find()).isSameAs(this.beanFactory.getBean("corsConfigurationSource"));
	}

	@Test
	void findWhenTheUsualNameIsOfTheOtherStackThenNotThat() {
		register("corsConfigurationSource", ReactiveSource.class);
		register("any", UrlBasedCorsConfigurationSource.class);
		assertThat(find()).isSameAs(this.beanFactory.getBean("any"));
	}

	@Test
	void findWhenOnlyEndpointsThenNull() {
		register("handler", Handler.class);
		register("graphQlWebSocketHandler", ReactiveHandler.class);
		assertThat(find()).isNull();
		assertThat(findReactive()).isNull();
	}

	@Test
	void findWhenOneBesideEndpointsThenThat() {
		register("handler", Handler.class);
		register("any", UrlBasedCorsConfigurationSource.class);
		register("graphQlWebSocketHandler", ReactiveHandler.class);
		register("anyReactive", ReactiveSource.class);
		assertThat(find()).isSameAs(this.beanFactory.getBean("any"));
		assertThat(findReactive()).isSameAs(this.beanFactory.getBean("anyReactive"));
	}

	@Test
	void findWhenEndpointThenItIsNotCreated() {
		register("handler", Handler.class);
		find();
		assertThat(this.beanFactory.getSingletonCount()).isZero();
	}

	@Test
	void findWhenOneOfSeveralIsPrimaryThenThat() {
		register("any", UrlBasedCorsConfigurationSource.class);
		register("other", UrlBasedCorsConfigurationSource.class, (definition) -> definition.setPrimary(true));
		assertThat(find()).isSameAs(this.beanFactory.getBean("other"));
	}

	@Test
	void findWhenTheOthersAreNoCandidatesThenThat() {
		register("any", UrlBasedCorsConfigurationSource.class);
		register("other", UrlBasedCorsConfigurationSource.class, (definition) -> definition.setDefaultCandidate(false));
		register("third", UrlBasedCorsConfigurationSource.class,
				(definition) -> definition.setAutowireCandidate(false));
		assertThat(find()).isSameAs(this.beanFactory.getBean("any"));
	}

	@Test
	void findWhenSeveralThenFails() {
		register("second", UrlBasedCorsConfigurationSource.class);
		register("first", UrlBasedCorsConfigurationSource.class);
		assertThatExceptionOfType(AmbiguousCorsSourcesException.class).isThrownBy(this::find)
			.withMessageContaining("[first, second]");
	}

	static class ReactiveSource implements org.springframework.web.cors.reactive.CorsConfigurationSource {

		@Override
		public CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
			return null;
		}

	}

	static class Handler implements HttpRequestHandler, CorsConfigurationSource {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
			return null;
		}

	}

	static final class ReactiveHandler extends ReactiveSource implements WebSocketHandler {

		@Override
		public Mono<Void> handle(WebSocketSession session) {
			return session.close();
		}

	}

}
