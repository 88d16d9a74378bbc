package io.microgate.autoconfigure;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ResourceHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Registers the resources on the class path that the configuration of build time names,
 * which a native image has to keep. Errors of that configuration are reported at start.
 */
final class ClassPathLocationProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String PREFIX = "microgate";

	private static final String CLASS_PATH = "classpath:";

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		Set<String> locations = locations(beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				ConfigurableEnvironment.class));
		return locations.isEmpty() ? null : (context, code) -> locations
			.forEach((location) -> register(location, context.getRuntimeHints().resources()));
	}

	/** As a file and as a directory, because only its reader knows what it is. */
	private static void register(String location, ResourceHints hints) {
		hints.registerPattern(location);
		hints.registerPattern(location + "/**");
	}

	private static Set<String> locations(ConfigurableEnvironment environment) {
		Set<String> locations = new TreeSet<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX)
							&& source.getProperty(name) instanceof CharSequence value) {
						addLocations(environment.resolvePlaceholders(value.toString()), locations);
					}
				}
			}
		}
		return locations;
	}

	private static void addLocations(String value, Set<String> locations) {
		for (String location : StringUtils.tokenizeToStringArray(value, ",")) {
			if (location.startsWith(CLASS_PATH)) {
				String path = location.substring(CLASS_PATH.length());
				String relative = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(path, '/'), '/');
				if (!relative.isEmpty()) {
					locations.add(relative);
				}
			}
		}
	}

}
