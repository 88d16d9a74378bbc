package io.microgate.test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Lets each test client of the context send the {@link TestHost}.
 */
@Configuration(proxyBeanMethods = false)
final class TestHostConfiguration {

	@Bean
	TestHost microgateTestHost(BeanFactory beanFactory) {
		return new TestHost(TestContextMark.find(beanFactory));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MockMvcBuilderCustomizer.class)
	static class MockMvcConfiguration {

		@Bean
		MockMvcBuilderCustomizer microgateMockMvcHost(TestHost host) {
			return (builder) -> builder.apply(new MockMvcHost(host));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebTestClientBuilderCustomizer.class)
	static class WebTestClientConfiguration {

		@Bean
		WebTestClientBuilderCustomizer microgateWebTestClientHost(TestHost host, ApplicationContext context) {
			return (builder) -> {
				new MockClientCheck(context).requireFilters("WebTestClient");
				builder.filter(new WebTestClientHost(host));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestTestClientBuilderCustomizer.class)
	static class RestTestClientConfiguration {

		@Bean
		RestTestClientBuilderCustomizer microgateRestTestClientHost(TestHost host, ApplicationContext context) {
			return (builder) -> {
				new MockClientCheck(context).requireFilters("RestTestClient");
				builder.requestInterceptor(new RestClientHost(host));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TestRestTemplate.class)
	static class TestRestTemplateConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static TestRestTemplateHost microgateTestRestTemplateHost(ObjectProvider<TestHost> host) {
			return new TestRestTemplateHost(host);
		}

	}

}
