package io.microgate.test;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Lets the clock of Microgate show the time of the test, if it has one.
 */
final class FixedClock implements BeanPostProcessor, PriorityOrdered {

	private static final String CLOCK = "microgateClock";

	private final @Nullable Instant time;

	FixedClock(@Nullable TestContextMark mark) {
		this.time = (mark != null) ? mark.time() : null;
	}

	/** Beans that post-processors of the application ask for are replaced, too. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.time != null && beanName.equals(CLOCK) && bean instanceof Clock clock) {
			return Clock.fixed(this.time, clock.getZone());
		}
		return bean;
	}

}
