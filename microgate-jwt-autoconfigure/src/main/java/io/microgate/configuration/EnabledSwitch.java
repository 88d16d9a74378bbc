package io.microgate.configuration;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads {@code microgate.enabled}, the one property that has to be known before anything
 * else is read.
 */
public final class EnabledSwitch {

	/** The name of the property. */
	public static final String PROPERTY = "microgate.enabled";

	private EnabledSwitch() {
	}

	/**
	 * Reads the switch as Spring Boot binds booleans: {@code false}, {@code off},
	 * {@code no} and {@code 0} switch off. A value that is no boolean leaves Microgate
	 * on, where the check of the configuration refuses it together with all other
	 * mistakes.
	 * @param environment the environment of the application
	 * @return whether Microgate is on
	 */
	public static boolean isOn(Environment environment) {
		try {
			return !Boolean.FALSE.equals(Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(null));
		}
		catch (BindException ex) {
			return true;
		}
	}

}
