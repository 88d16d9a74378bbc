package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

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

	/** Of a chain behind that of the routes. */
	public static final String UNREACHED = "The filter chain '%s' gets no request, because route '%s' takes every path: its"
			+ " rules do not apply. Translate them into policies, or give the route fewer paths";

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

	/**
	 * Finds a route that leaves no request to a chain behind that of the routes: what
	 * does not match its host or its other conditions is refused there.
	 * @param routes the routes by their names
	 * @param policies the policies that may be attached to them
	 * @return its name, {@code null} if no single route has every path
	 */
	public static @Nullable String routeOfEveryPath(Map<String, RouteSpec> routes,
			Collection<AccessControlPolicySpec> policies) {
		Set<String> withPolicy = policies.stream()
			.map(AccessControlPolicySpec::targetRefs)
			.filter(Objects::nonNull)
			.flatMap(List::stream)
			.map((target) -> String.valueOf(target.name()))
			.collect(Collectors.toSet());
		for (Map.Entry<String, RouteSpec> route : routes.entrySet()) {
			if (withPolicy.contains(route.getKey()) && ExpandedMatch.expand(route.getKey(), route.getValue())
				.stream()
				.anyMatch((match) -> match.path().isEvery())) {
				return route.getKey();
			}
		}
		return null;
	}

	private static boolean isInjected(DefaultListableBeanFactory beanFactory, String name) {
		return !beanFactory.containsBeanDefinition(name)
				|| !(beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)
				|| (definition.isAutowireCandidate() && definition.isDefaultCandidate());
	}

}
