package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;

/**
 * Stops the start of an application whose ahead-of-time processing has fixed other filter
 * chains than its configuration asks for. Knows no condition of its own: the processing
 * itself {@link AheadOfTimeGuardProcessor adds} it.
 */
final class AheadOfTimeGuard implements BeanFactoryPostProcessor, PriorityOrdered {

	private static final String NAME = "microgateAheadOfTimeGuard";

	private final Map<String, String> conditions;

	/**
	 * Creates the guard.
	 * @param conditions the {@link BuildTimeConditions} as they were at build time
	 */
	AheadOfTimeGuard(Map<String, String> conditions) {
		this.conditions = conditions;
	}

	/**
	 * Adds a guard to an application. Called by generated code.
	 * @param beanFactory the bean factory of the application
	 * @param conditions the {@link BuildTimeConditions} as they were at build time
	 */
	static void register(ConfigurableListableBeanFactory beanFactory, Map<String, String> conditions) {
		beanFactory.registerSingleton(NAME, new AheadOfTimeGuard(conditions));
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		List<String> differences = new ArrayList<>();
		BuildTimeConditions.read(beanFactory).forEach((name, current) -> {
			String built = this.conditions.getOrDefault(name, current);
			if (!built.equals(current)) {
				differences.add("%s: '%s' at build time, '%s' now".formatted(name, built, current));
			}
		});
		if (!differences.isEmpty()) {
			throw new AheadOfTimeMismatchException(differences);
		}
	}

	/** Runs before a missing bean can make anything else fail. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
