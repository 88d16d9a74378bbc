package io.microgate.autoconfigure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.microgate.configuration.EnabledSwitch;
import io.microgate.coverage.FilterChainBeans;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Reads the conditions that decide about access, or about what Microgate serves, and that
 * ahead-of-time processing evaluates at build time. They have to be the same at run time.
 */
final class BuildTimeConditions {

	static final String MANAGEMENT_PORT = "management.server.port";

	static final String FORWARDED_HEADERS = "server.forward-headers-strategy";

	static final String EXCLUSIONS = "spring.autoconfigure.exclude";

	static final String EXPLORER = "microgate.explorer.enabled";

	static final String CHAINS = "filter chains of Microgate";

	static final String ACTUATOR = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType";

	private static final String PACKAGE = "io.microgate.";

	private BuildTimeConditions() {
	}

	/**
	 * Reads the conditions.
	 * @param beanFactory the bean factory of the application
	 * @return what holds, by the property or other name that messages have for it
	 */
	static Map<String, String> read(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		boolean enabled = EnabledSwitch.isOn(environment);
		Map<String, String> conditions = new TreeMap<>();
		conditions.put(EnabledSwitch.PROPERTY, String.valueOf(enabled));
		if (enabled) {
			conditions.put(CHAINS, chains(beanFactory));
			conditions.put(EXPLORER, String.valueOf(explorer(environment)));
			conditions.put(EXCLUSIONS, exclusions(environment));
			conditions.put(FORWARDED_HEADERS, forwardedHeaders(environment));
			if (ClassUtils.isPresent(ACTUATOR, beanFactory.getBeanClassLoader())) {
				conditions.put(MANAGEMENT_PORT, Actuator.port(environment));
			}
		}
		return Collections.unmodifiableMap(conditions);
	}

	private static String chains(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(FilterChainBeans.ROUTES_CHAIN, FilterChainBeans.UNMATCHED_CHAIN)
			.filter(beanFactory::containsBeanDefinition)
			.toList()
			.toString();
	}

	/** The check of the configuration refuses what is no boolean. */
	private static boolean explorer(Environment environment) {
		try {
			return Boolean.TRUE.equals(Binder.get(environment).bind(EXPLORER, Boolean.class).orElse(null));
		}
		catch (BindException ex) {
			return false;
		}
	}

	/** Only those of Microgate: its chains or open paths would be missing. */
	private static String exclusions(Environment environment) {
		String[] excluded = Binder.get(environment).bind(EXCLUSIONS, String[].class).orElseGet(() -> new String[0]);
		return Stream.of(excluded).filter((name) -> name.startsWith(PACKAGE)).sorted().toList().toString();
	}

	/** Spring Boot's filter for forwarded headers decides about the remote address. */
	private static String forwardedHeaders(Environment environment) {
		boolean filter = "framework".equalsIgnoreCase(environment.getProperty(FORWARDED_HEADERS));
		return filter ? "framework" : "not framework";
	}

	/** Separate, because the actuator is optional. */
	private static final class Actuator {

		/** Tells whether there is a context for a separate management port. */
		static String port(Environment environment) {
			return switch (ManagementPortType.get(environment)) {
				case SAME -> "the port of the application";
				case DIFFERENT -> "a port of its own";
				case DISABLED -> "no port";
			};
		}

	}

}
