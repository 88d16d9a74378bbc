package io.microgate.integration;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.reactive.HiddenHttpMethodFilter;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.handler.FilteringWebHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The filters that a reactive server calls are looked at, whether they are beans or not.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ReactiveFilterOrderTests {

	private static final String ROUTES = """
			microgate:
			  routes: {all: {paths: [/**]}}
			  access-control-policies: {all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}}
			""";

	private static Application start(String... yaml) {
		return Application.start(WebApplicationType.REACTIVE, PlainApplication.class,
				ROUTES + "---\n" + String.join("---\n", yaml), Map.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "added: true", "wrapped: true" })
	void startWhenFilterBehindSecurityIsNoBeanThenStopped(String test, CapturedOutput output) {
		String filter = "test." + test + "\n";
		for (String base : new String[] { "", "spring.webflux.base-path: /base\n" }) {
			assertThat(catchThrowable(() -> start(filter, base).close())).as(base).isNotNull();
			assertThat(output).contains("APPLICATION FAILED TO START",
					"The filter HiddenHttpMethodFilter of 'httpHandler' comes behind Spring Security's filter",
					"or add 'httpHandler' to 'microgate.allow-rewriting'");
			start(filter, base, "microgate.allow-rewriting: [httpHandler]\n").close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "first: true", "removed: true" })
	void startWhenCustomizerLeavesNoneBehindSecurityThenStarts(String test) {
		start("test." + test + "\n").close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "spring.webflux.base-path: /base\n" })
	void startWhenCustomizerMovesFilterBehindSecurityThenStopped(String base, CapturedOutput output) {
		assertThat(catchThrowable(() -> start("test.moved: true\n", base).close())).isNotNull();
		assertThat(output).contains("The filter 'slashFilter' comes behind Spring Security's filter");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainApplication {

		@Bean
		@ConditionalOnProperty("test.added")
		WebHttpHandlerBuilderCustomizer added() {
			return (builder) -> builder.filters((filters) -> filters.add(new HiddenHttpMethodFilter()));
		}

		@Bean
		@ConditionalOnProperty("test.first")
		WebHttpHandlerBuilderCustomizer first() {
			return (builder) -> builder.filters((filters) -> filters.add(0, new HiddenHttpMethodFilter()));
		}

		@Bean
		@ConditionalOnProperty("test.removed")
		HiddenHttpMethodFilter lateFilter() {
			return new HiddenHttpMethodFilter();
		}

		@Bean
		@ConditionalOnProperty("test.removed")
		WebHttpHandlerBuilderCustomizer removed() {
			return (builder) -> builder
				.filters((filters) -> filters.removeIf(HiddenHttpMethodFilter.class::isInstance));
		}

		@Bean
		@ConditionalOnProperty("test.moved")
		@Order(-200)
		UrlHandlerFilter slashFilter() {
			return UrlHandlerFilter.trailingSlashHandler("/**").mutateRequest().build();
		}

		@Bean
		@ConditionalOnProperty("test.moved")
		WebHttpHandlerBuilderCustomizer moved() {
			return (builder) -> builder.filters((filters) -> filters.add(filters.remove(
					filters.indexOf(filters.stream().filter(UrlHandlerFilter.class::isInstance).findFirst().get()))));
		}

		@Bean
		@ConditionalOnProperty("test.wrapped")
		static BeanPostProcessor wrapping() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return name.equals("webHandler")
							? new FilteringWebHandler((WebHandler) bean, List.of(new HiddenHttpMethodFilter())) : bean;
				}

			};
		}

	}

}
