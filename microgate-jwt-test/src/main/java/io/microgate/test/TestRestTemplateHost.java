package io.microgate.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.resttestclient.TestRestTemplate;

/**
 * Lets the {@link TestRestTemplate} of the context send the {@link TestHost}, and no
 * client of the application.
 */
final class TestRestTemplateHost implements BeanPostProcessor {

	private final ObjectProvider<TestHost> host;

	TestRestTemplateHost(ObjectProvider<TestHost> host) {
		this.host = host;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof TestRestTemplate template) {
			template.getRestTemplate().getInterceptors().add(new RestClientHost(this.host.getObject()));
		}
		return bean;
	}

}
