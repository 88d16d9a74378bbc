package io.microgate.coverage;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Tells coverage what a web stack maps and which filter chains it has.
 *
 * @param reader reads its mappings
 * @param chainType the type of its filter chains
 * @param autoConfiguration the auto-configuration that brings the filter chains of
 * Microgate
 * @param beanFactory where the chains are
 */
public record CoveredStack(MappingReader reader, Class<?> chainType, Class<?> autoConfiguration,
		DefaultListableBeanFactory beanFactory) {

	/**
	 * Whether requests that no route matches may be decided by a filter chain of the
	 * application.
	 */
	public boolean hasOtherChains() {
		if (FilterChainBeans.names(this.beanFactory, this.chainType).findAny().isPresent()) {
			return true;
		}
		if (!this.beanFactory.containsBeanDefinition(FilterChainBeans.UNMATCHED_CHAIN)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(FilterChainBeans.UNMATCHED_CHAIN);
		return !this.autoConfiguration.getName().equals(definition.getFactoryBeanName());
	}

}
