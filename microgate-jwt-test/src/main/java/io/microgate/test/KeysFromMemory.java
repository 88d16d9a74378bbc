package io.microgate.test;

import io.microgate.configuration.SslBundleNames;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.test.token.TestKeys;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Lets nothing be fetched: the keys of every JWKS come from memory.
 */
final class KeysFromMemory implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<TestKeys> keys;

	/**
	 * Creates the post-processor.
	 * @param keys the keys of the test, not created before they are needed
	 */
	KeysFromMemory(ObjectProvider<TestKeys> keys) {
		this.keys = keys;
	}

	/** Beans that post-processors of the application ask for are replaced, too. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigurationCompiler compiler) {
			return compiler.withKeysFrom(this.keys.getObject());
		}
		return (bean instanceof SslBundleNames) ? SslBundleNames.NOT_USED : bean;
	}

}
