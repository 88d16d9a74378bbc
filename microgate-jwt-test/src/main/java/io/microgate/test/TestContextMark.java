package io.microgate.test;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/**
 * Marks an application context that Spring's TestContext framework has loaded. Only this
 * package can make one, and a bean definition does not count.
 *
 * @param host what test clients send as {@code Host}, {@code null} for what they send
 * anyway
 * @param time what the clock of Microgate shows, {@code null} for the real time
 */
record TestContextMark(@Nullable String host, @Nullable Instant time) {

	private static final String NAME = TestContextMark.class.getName();

	void register(SingletonBeanRegistry beans) {
		beans.registerSingleton(NAME, this);
	}

	/**
	 * Finds the mark of a context or of the nearest of its parents.
	 * @param beanFactory the bean factory of the context
	 * @return the mark, {@code null} if no test has loaded them
	 */
	static @Nullable TestContextMark find(@Nullable BeanFactory beanFactory) {
		if (beanFactory instanceof SingletonBeanRegistry beans
				&& beans.getSingleton(NAME) instanceof TestContextMark mark) {
			return mark;
		}
		return (beanFactory instanceof HierarchicalBeanFactory child) ? find(child.getParentBeanFactory()) : null;
	}

}
