package io.microgate.configuration;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads {@code microgate.enabled} the same way wherever it is asked for.
 */
public final class EnabledSwitch {

	private static final String PROPERTY = "microgate.enabled";

	private EnabledSwitch() {
	}

	/**
	 * Whether Microgate is switched off, in any spelling that Spring Boot reads as
	 * {@code false}. A value that is no boolean does not switch it off: the configuration
	 * is read and the value reported with all other problems.
	 * @param environment the environment of the application
	 * @return whether requests are not decided by Microgate
	 */
	public static boolean isOff(Environment environment) {
		try {
			return Boolean.FALSE.equals(Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(Boolean.TRUE));
		}
		catch (BindException ex) {
			return false;
		}
	}

}
