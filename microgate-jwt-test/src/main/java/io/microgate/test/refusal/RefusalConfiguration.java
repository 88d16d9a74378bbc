package io.microgate.test.refusal;

import io.microgate.servlet.ServletDecisions;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.server.WebFilter;

/**
 * Records the decisions about requests of each test client of the context.
 */
@Configuration(proxyBeanMethods = false)
public final class RefusalConfiguration {

	@Bean
	DecisionRecorder microgateDecisionRecorder(ApplicationContext context) {
		return new DecisionRecorder(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, ServletDecisions.class })
	static class ServletConfiguration {

		@Bean
		RequestIdFilter microgateRequestIdFilter(DecisionRecorder recorder) {
			return new RequestIdFilter(recorder);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		RequestIdWebFilter microgateRequestIdWebFilter(DecisionRecorder recorder) {
			return new RequestIdWebFilter(recorder);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MockMvcBuilderCustomizer.class)
	static class MockMvcConfiguration {

		@Bean
		MockMvcBuilderCustomizer microgateMockMvcRecording(DecisionRecorder recorder) {
			return (builder) -> builder.alwaysDo(new MockMvcRecording(recorder));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebTestClientBuilderCustomizer.class, ExchangeFilterFunction.class })
	static class WebTestClientConfiguration {

		@Bean
		WebTestClientBuilderCustomizer microgateWebTestClientRecording(DecisionRecorder recorder) {
			return (builder) -> builder.filter(new WebTestClientRecording(recorder));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestTestClientBuilderCustomizer.class)
	static class RestTestClientConfiguration {

		@Bean
		RestTestClientBuilderCustomizer microgateRestTestClientRecording(DecisionRecorder recorder) {
			return (builder) -> builder.requestInterceptor(new RestClientRecording(recorder));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TestRestTemplate.class)
	static class TestRestTemplateConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static TestRestTemplateRecording microgateTestRestTemplateRecording(ObjectProvider<DecisionRecorder> recorder) {
			return new TestRestTemplateRecording(recorder);
		}

	}

}
