package io.microgate.coverage;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Describes the mappings and filter chains of a web stack.
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
	 * Whether a filter chain of the application may decide about requests that no route
	 * matches.
	 */
	public boolean hasOtherChains() {
		if (!FilterChainBeans.names(this.beanFactory, this.chainType).isEmpty()) {
			return true;
		}
		if (!this.beanFactory.containsBeanDefinition(FilterChainBeans.UNMATCHED_CHAIN)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(FilterChainBeans.UNMATCHED_CHAIN);
		return !this.autoConfiguration.getName().equals(definition.getFactoryBeanName());
	}

}
