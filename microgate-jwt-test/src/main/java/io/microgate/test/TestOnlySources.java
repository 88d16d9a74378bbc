package io.microgate.test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops an application to which a property, or a file that a property names, adds
 * {@link MicrogateJwtTestConfiguration}. What classes import is not known yet when this
 * looks.
 */
final class TestOnlySources implements SpringApplicationRunListener {

	private final SpringApplication application;

	TestOnlySources(SpringApplication application, String[] arguments) {
		this.application = application;
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		Class<?> configuration = MicrogateJwtTestConfiguration.class;
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		boolean defined = beans.getBeanNamesForType(configuration, true, false).length > 0;
		// A source is a class if code names it, else a string
		if (defined && TestContextMark.find(beans) == null
				&& !this.application.getAllSources().contains(configuration)) {
			throw new OutsideOfTestException();
		}
	}

}
