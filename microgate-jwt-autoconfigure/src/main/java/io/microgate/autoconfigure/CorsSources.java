package io.microgate.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.cors.CorsConfigurationSource;

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
	 * @return the source, or {@code null} when there is none
	 * @throws IllegalStateException if there are several and none has the usual name
	 */
	static @Nullable CorsConfigurationSource find(ListableBeanFactory beanFactory) {
		Map<String, CorsConfigurationSource> sources = new TreeMap<>(
				beanFactory.getBeansOfType(CorsConfigurationSource.class));
		sources.remove(MVC_SOURCE);
		if (sources.size() > 1 && !sources.containsKey(DEFAULT_NAME)) {
			throw new IllegalStateException("There are several CorsConfigurationSource beans " + sources.keySet()
					+ ", of which one must be named '" + DEFAULT_NAME + "'");
		}
		return sources.getOrDefault(DEFAULT_NAME, sources.isEmpty() ? null : sources.values().iterator().next());
	}

}
