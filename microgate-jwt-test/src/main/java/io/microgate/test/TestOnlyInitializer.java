package io.microgate.test;

import io.microgate.engine.PolicyDecisionPoint;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Guards every application that has this module on its class path. An auto-configuration
 * would not do, because a property excludes it.
 */
final class TestOnlyInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final TestOnlyGuard GUARD = new TestOnlyGuard();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.addBeanFactoryPostProcessor(TestOnlyInitializer::guard);
	}

	/**
	 * Contexts beside an application, as for its properties, have none of its beans. A
	 * context with a guard of its own needs no other.
	 */
	private static void guard(ConfigurableListableBeanFactory beanFactory) {
		boolean application = beanFactory.containsBean(AutoConfigurationPackages.class.getName())
				|| TestOnlyGuard.has(beanFactory, PolicyDecisionPoint.class);
		if (application && !TestOnlyGuard.has(beanFactory, TestOnlyGuard.class)) {
			GUARD.postProcessBeanFactory(beanFactory);
		}
	}

}
