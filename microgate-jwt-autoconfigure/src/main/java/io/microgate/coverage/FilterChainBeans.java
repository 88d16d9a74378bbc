package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Names the filter chains of Microgate and finds those that the application declares
 * beside them, on both web stacks.
 */
public final class FilterChainBeans {

	public static final String ROUTES_CHAIN = "microgateSecurityFilterChain";

	public static final String UNMATCHED_CHAIN = "microgateUnmatchedSecurityFilterChain";

	/** Comes before chains without an order and those with a positive one. */
	public static final int ROUTES_CHAIN_ORDER = 0;

	public static final String UNMATCHED_TAKEN = "Requests that no route matches are not refused but left to the filter chain"
			+ " '%s', which takes any request";

	private FilterChainBeans() {
	}

	/**
	 * Finds the beans of the application that injection finds as well: Spring Security
	 * does not use any other.
	 * @param beanFactory where to look
	 * @param type the type of the beans
	 * @return their names, without those of Microgate's filter chains
	 */
	public static List<String> names(DefaultListableBeanFactory beanFactory, Class<?> type) {
		List<String> names = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForType(type)) {
			if (!name.equals(ROUTES_CHAIN) && !name.equals(UNMATCHED_CHAIN) && isInjected(beanFactory, name)) {
				names.add(name);
			}
		}
		return names;
	}

	private static boolean isInjected(DefaultListableBeanFactory beanFactory, String name) {
		return !beanFactory.containsBeanDefinition(name)
				|| !(beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)
				|| (definition.isAutowireCandidate() && definition.isDefaultCandidate());
	}

}
