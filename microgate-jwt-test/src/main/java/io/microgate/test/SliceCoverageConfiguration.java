package io.microgate.test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of slices, which do not have all mappings
 * of the application: coverage would only report those that are left out.
 */
@AutoConfiguration
final class SliceCoverageConfiguration {

	private static final String LOG = "microgateCoverageLog";

	@Bean
	static BeanFactoryPostProcessor microgateSliceCoverage() {
		return SliceCoverageConfiguration::removeLog;
	}

	private static void removeLog(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(LOG)) {
			((BeanDefinitionRegistry) beanFactory).removeBeanDefinition(LOG);
		}
	}

}
