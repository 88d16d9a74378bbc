package io.microgate.benchmarks.application;

import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Waits for a provider of native signatures: an application starts without waiting for
 * it. By reflection, because earlier builds that are measured in turn do not know it.
 */
final class Acceleration {

	private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private static final String BEAN = "io.microgate.jose.SignatureAcceleration";

	private static final int ATTEMPTS = 1000;

	private Acceleration() {
	}

	/**
	 * Waits until signatures are verified by the provider if the class path has one.
	 * @param application the started application
	 */
	static void await(ConfigurableApplicationContext application) {
		if (!ClassUtils.isPresent(PROVIDER, null)) {
			return;
		}
		try {
			Object bean = application.getBean(ClassUtils.forName(BEAN, null));
			for (int i = 0; i < ATTEMPTS; i++) {
				Map<?, ?> verifiers = (Map<?, ?>) bean.getClass().getMethod("verifiers").invoke(bean);
				if (verifiers.keySet().stream().anyMatch((name) -> !name.equals("JDK"))) {
					return;
				}
				Thread.sleep(10);
			}
		}
		catch (ReflectiveOperationException ex) {
			ReflectionUtils.handleReflectionException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("The provider is not used");
	}

}
