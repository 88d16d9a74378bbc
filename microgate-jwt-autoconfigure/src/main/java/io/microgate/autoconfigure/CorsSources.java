package io.microgate.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the CORS configuration that the application declares as a bean.
 */
final class CorsSources {

	/** Spring MVC's own view of CORS happens to be a bean of this type, too. */
	private static final String MVC_SOURCE = "mvcHandlerMappingIntrospector";

	/** The name that Spring Security looks for. */
	private static final String DEFAULT_NAME = "corsConfigurationSource";

	private CorsSources() {
	}

	/**
	 * Finds the one source that the application declares.
	 * @param beanFactory where to look
	 * @param type the type that the web stack has for it
	 * @return the source, or {@code null} when there is none
	 * @throws IllegalStateException if there are several and none has the usual name
	 */
	static <T> @Nullable T find(ListableBeanFactory beanFactory, Class<T> type) {
		Map<String, T> sources = new TreeMap<>(beanFactory.getBeansOfType(type));
		sources.remove(MVC_SOURCE);
		if (sources.size() > 1 && !sources.containsKey(DEFAULT_NAME)) {
			throw new IllegalStateException("There are several CorsConfigurationSource beans " + sources.keySet()
					+ ", of which one must be named '" + DEFAULT_NAME + "'");
		}
		T named = sources.get(DEFAULT_NAME);
		return (named != null || sources.isEmpty()) ? named : sources.values().iterator().next();
	}

}
