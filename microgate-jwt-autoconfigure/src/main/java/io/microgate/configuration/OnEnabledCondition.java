package io.microgate.configuration;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code microgate.enabled} switches Microgate off.
 * {@code ConditionalOnProperty} would take {@code off} for on.
 */
public final class OnEnabledCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean on = EnabledSwitch.isOn(context.getEnvironment());
		return new ConditionOutcome(on,
				ConditionMessage.forCondition(EnabledSwitch.PROPERTY).because(on ? "is on" : "is off"));
	}

}
