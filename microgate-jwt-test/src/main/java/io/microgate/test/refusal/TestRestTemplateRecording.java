package io.microgate.test.refusal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.resttestclient.TestRestTemplate;

/**
 * Gives an id to each request of the {@link TestRestTemplate} of the context, and to none
 * of a client of the application.
 */
final class TestRestTemplateRecording implements BeanPostProcessor {

	private final ObjectProvider<DecisionRecorder> recorder;

	TestRestTemplateRecording(ObjectProvider<DecisionRecorder> recorder) {
		this.recorder = recorder;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof TestRestTemplate template) {
			template.getRestTemplate().getInterceptors().add(new RestClientRecording(this.recorder.getObject()));
		}
		return bean;
	}

}
