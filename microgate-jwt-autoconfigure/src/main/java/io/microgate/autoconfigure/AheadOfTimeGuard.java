package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Stops the start of an application whose ahead-of-time processing has fixed other beans
 * or profiles than its configuration asks for. Knows no condition of its own: the
 * processing itself {@link AheadOfTimeGuardProcessor adds} it.
 */
final class AheadOfTimeGuard implements BeanFactoryPostProcessor, PriorityOrdered {

	private static final String NAME = "microgateAheadOfTimeGuard";

	private final Map<String, String> conditions;

	private final Set<String> profiles;

	/**
	 * Creates the guard.
	 * @param conditions the {@link BuildTimeConditions} as they were at build time
	 * @param profiles the {@link NamedProfiles} as they were at build time
	 */
	AheadOfTimeGuard(Map<String, String> conditions, Set<String> profiles) {
		this.conditions = conditions;
		this.profiles = profiles;
	}

	/**
	 * Adds a guard to an application. Called by generated code.
	 * @param beanFactory the bean factory of the application
	 * @param conditions the {@link BuildTimeConditions} as they were at build time
	 * @param profiles the {@link NamedProfiles} as they were at build time
	 */
	static void register(ConfigurableListableBeanFactory beanFactory, Map<String, String> conditions,
			Set<String> profiles) {
		beanFactory.registerSingleton(NAME, new AheadOfTimeGuard(conditions, profiles));
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
		unnamedProfiles(beanFactory)
			.forEach((profile) -> differences.add("%s: '%s' was active at build time and stays so, but is not named now"
				.formatted(NamedProfiles.ACTIVE, profile)));
		if (!differences.isEmpty()) {
			throw new AheadOfTimeMismatchException(differences);
		}
	}

	/** Their files are in force, whatever Microgate is told by the start itself. */
	private Set<String> unnamedProfiles(ConfigurableListableBeanFactory beanFactory) {
		Set<String> unnamed = new TreeSet<>(this.profiles);
		unnamed.removeAll(NamedProfiles
			.read(beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class)));
		return unnamed;
	}

	/** Runs before a missing bean can make anything else fail. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
