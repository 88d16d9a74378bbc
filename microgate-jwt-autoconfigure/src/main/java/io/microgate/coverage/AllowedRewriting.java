package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Holds the beans that the application allows to read requests differently.
 */
public final class AllowedRewriting {

	private static final boolean ACTUATOR = ClassUtils.isPresent(
			"org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType",
			AllowedRewriting.class.getClassLoader());

	private final Set<String> names;

	/**
	 * Creates the set of allowed beans.
	 * @param allowed {@code microgate.allow-rewriting}
	 */
	public AllowedRewriting(@Nullable List<String> allowed) {
		this.names = new TreeSet<>((allowed != null) ? allowed : List.of());
	}

	/**
	 * Stops the start if a bean that is not allowed reads requests differently.
	 * @param found the beans that read requests differently
	 * @param beanFactory where allowed beans are
	 * @param last whether no other context may have them
	 */
	public void require(List<RequestReadingProblem> found, BeanFactory beanFactory, boolean last) {
		List<RequestReadingProblem> problems = new ArrayList<>();
		Set<String> known = new HashSet<>();
		for (RequestReadingProblem problem : found) {
			known.addAll(problem.names());
			if (Collections.disjoint(problem.names(), this.names)) {
				problems.add(problem);
			}
		}
		for (String name : last ? this.names : Set.<String>of()) {
			if (!known.contains(name) && !beanFactory.containsBean(name)) {
				problems.add(RequestReadingProblem.unknown(name));
			}
		}
		if (!problems.isEmpty()) {
			throw new RequestReadingException(problems);
		}
	}

	/** Whether a context for a separate management port comes later. */
	public static boolean isManagementContextExpected(Environment environment) {
		return ACTUATOR && ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
	}

}
