package io.microgate.reactive;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Ends a request with what Reactor takes for fatal to the JVM. Reactor throws that
 * instead of passing it on, often not before the subscription. The server would end the
 * request on it, but a thread that has verified a token does not belong to the server,
 * and the client would wait for ever.
 *
 * @param <T> the type of the value
 */
final class JvmErrorMono<T> extends Mono<T> {

	private final Mono<T> source;

	JvmErrorMono(Mono<T> source) {
		this.source = source;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> subscriber) {
		try {
			this.source.subscribe(subscriber);
		}
		catch (VirtualMachineError | LinkageError ex) {
			subscriber.onError(new IllegalStateException("Broken by an error of the JVM", ex));
		}
	}

}
