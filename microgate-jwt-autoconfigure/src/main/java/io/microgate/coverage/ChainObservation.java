package io.microgate.coverage;

import java.util.function.BinaryOperator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Exempts Microgate's filter chains from Spring Security's observation, unless the
 * application declares {@link SecurityObservationSettings}: it costs more than all
 * filters of Microgate do, and Microgate's meters tell more. Spring Security selects one
 * decorator for all chains, so the selected one is wrapped.
 *
 * @param <D> the type of decorators of a web stack
 */
public final class ChainObservation<D> implements BeanPostProcessor {

	/** The bean that selects the decorator, on both web stacks. */
	private static final String SELECTION = "filterChainDecoratorPostProcessor";

	private final Class<? extends D> observing;

	private final BinaryOperator<D> exemption;

	private final ObjectProvider<SecurityObservationSettings> settings;

	/**
	 * Creates the post-processor.
	 * @param observing the type of the decorator that observes: no other is wrapped
	 * @param exemption combines a plain decorator for the chains of Microgate and one
	 * that observes all others
	 * @param settings what the application wants observed
	 */
	public ChainObservation(Class<? extends D> observing, BinaryOperator<D> exemption,
			ObjectProvider<SecurityObservationSettings> settings) {
		this.observing = observing;
		this.exemption = exemption;
		this.settings = settings;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof ObjectPostProcessor<?> selection && beanName.equals(SELECTION))
				? new DecoratorSelection(selection) : bean;
	}

	private final class DecoratorSelection implements ObjectPostProcessor<Object> {

		private final ObjectPostProcessor<Object> selection;

		@SuppressWarnings("unchecked")
		DecoratorSelection(ObjectPostProcessor<?> selection) {
			this.selection = (ObjectPostProcessor<Object>) selection;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <O> O postProcess(O plain) {
			O selected = this.selection.postProcess(plain);
			boolean wrapped = ChainObservation.this.observing.isInstance(selected)
					&& ChainObservation.this.settings.getIfUnique() == null;
			return wrapped ? (O) ChainObservation.this.exemption.apply((D) plain, (D) selected) : selected;
		}

	}

}
