package io.microgate.coverage;

import java.util.function.BinaryOperator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Keeps Spring Security's observation of filter chains off ours, unless the application
 * says by {@link SecurityObservationSettings} what is observed: with the actuator it
 * costs more than all that our filters do, and our meters tell more. The one place where
 * Spring Security lets a decorator be chosen is for all chains, so the chosen one is
 * wrapped.
 *
 * @param <D> the type of decorators of a web stack
 */
public final class ChainObservation<D> implements BeanPostProcessor {

	/** On both web stacks. */
	private static final String CHOICE = "filterChainDecoratorPostProcessor";

	private final Class<? extends D> observing;

	private final BinaryOperator<D> withoutOurs;

	private final ObjectProvider<SecurityObservationSettings> settings;

	/**
	 * Creates the post-processor.
	 * @param observing the type of the one that observes: no other is kept off ours
	 * @param withoutOurs makes the decorator of a plain one and one that observes
	 * @param settings what the application wants observed
	 */
	public ChainObservation(Class<? extends D> observing, BinaryOperator<D> withoutOurs,
			ObjectProvider<SecurityObservationSettings> settings) {
		this.observing = observing;
		this.withoutOurs = withoutOurs;
		this.settings = settings;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof ObjectPostProcessor<?> choice && beanName.equals(CHOICE)) ? new Choice(choice) : bean;
	}

	private final class Choice implements ObjectPostProcessor<Object> {

		private final ObjectPostProcessor<Object> choice;

		@SuppressWarnings("unchecked")
		Choice(ObjectPostProcessor<?> choice) {
			this.choice = (ObjectPostProcessor<Object>) choice;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <O> O postProcess(O plain) {
			O chosen = this.choice.postProcess(plain);
			boolean wrapped = ChainObservation.this.observing.isInstance(chosen)
					&& ChainObservation.this.settings.getIfUnique() == null;
			return wrapped ? (O) ChainObservation.this.withoutOurs.apply((D) plain, (D) chosen) : chosen;
		}

	}

}
