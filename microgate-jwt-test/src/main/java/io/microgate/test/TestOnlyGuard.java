package io.microgate.test;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Stops the start of a context that neither Spring's TestContext framework has loaded nor
 * imports {@link MicrogateJwtTestConfiguration}. No property takes its place.
 */
final class TestOnlyGuard implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(TestOnlyGuard.class);

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (TestContextMark.find(beanFactory) != null) {
			return;
		}
		if (!has(beanFactory, MicrogateJwtTestConfiguration.class)) {
			throw new OutsideOfTestException();
		}
		logger.warn("Every JWKS is answered from memory with keys of a test, because "
				+ "MicrogateJwtTestConfiguration is imported");
	}

	static boolean has(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false).length > 0;
	}

}
