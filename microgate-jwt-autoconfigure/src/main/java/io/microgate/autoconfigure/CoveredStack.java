package io.microgate.autoconfigure;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.MappingReader;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * A web stack as far as coverage is concerned.
 *
 * @param reader reads its mappings
 * @param chainType the type of its filter chains
 * @param ours the auto-configuration that brings our filter chains
 * @param beanFactory where the chains are
 */
record CoveredStack(MappingReader reader, Class<?> chainType, Class<?> ours, DefaultListableBeanFactory beanFactory) {

	/**
	 * Whether requests that no route is for may be decided by a chain that is not ours.
	 */
	boolean hasOtherChains() {
		if (ForeignChains.names(this.beanFactory, this.chainType).findAny().isPresent()) {
			return true;
		}
		if (!this.beanFactory.containsBeanDefinition(ForeignChains.UNMATCHED_CHAIN)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(ForeignChains.UNMATCHED_CHAIN);
		return !this.ours.getName().equals(definition.getFactoryBeanName());
	}

	static CoveredConfiguration covered(CheckedConfiguration configuration, CoveredConfiguration.Unmatched unmatched) {
		MicrogateProperties properties = configuration.properties();
		return new CoveredConfiguration(properties.routes(), properties.accessControlPolicies(),
				configuration.entryNames(), unmatched);
	}

}
