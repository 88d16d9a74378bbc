package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The beans that may read requests differently, because the application says so.
 */
public final class AllowedRewriting {

	private static final boolean ACTUATOR = ClassUtils.isPresent(
			"org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType",
			AllowedRewriting.class.getClassLoader());

	private final Set<String> names;

	/**
	 * Knows the beans that are allowed.
	 * @param allowed {@code microgate.allow-rewriting}
	 */
	public AllowedRewriting(@Nullable List<String> allowed) {
		this.names = (allowed != null) ? Set.copyOf(allowed) : Set.of();
	}

	/**
	 * Stops the start if anything is left that is not allowed.
	 * @param found what reads requests differently
	 * @param beanFactory where allowed beans are
	 * @param last whether no other context may have them
	 */
	public void require(List<RequestReadingProblem> found, BeanFactory beanFactory, boolean last) {
		List<RequestReadingProblem> problems = new ArrayList<>();
		found.stream()
			.filter((problem) -> problem.names().stream().noneMatch(this.names::contains))
			.forEach(problems::add);
		if (last) {
			this.names.stream()
				.filter((name) -> !beanFactory.containsBean(name)
						&& found.stream().noneMatch((problem) -> problem.names().contains(name)))
				.sorted()
				.map(RequestReadingProblem::unknown)
				.forEach(problems::add);
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
