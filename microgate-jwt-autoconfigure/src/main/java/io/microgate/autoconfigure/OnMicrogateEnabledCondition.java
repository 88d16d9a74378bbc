package io.microgate.autoconfigure;

import io.microgate.configuration.EnabledSwitch;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@link EnabledSwitch Microgate is switched off}.
 */
final class OnMicrogateEnabledCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Microgate");
		return EnabledSwitch.isOff(context.getEnvironment()) ? ConditionOutcome.noMatch(message.because("switched off"))
				: ConditionOutcome.match(message.because("not switched off"));
	}

}
