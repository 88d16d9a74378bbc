package io.microgate.benchmarks;

import java.lang.reflect.Field;
import java.util.List;

import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.WebFilter;

/**
 * Gives a thread the time to verify one more token. A thread that only sends requests has
 * always spent what an event loop may spend on tokens, so all of them would go to the
 * scheduler.
 */
final class EventLoopTime {

	private final ThreadLocal<?> time;

	private EventLoopTime(ThreadLocal<?> time) {
		this.time = time;
	}

	/**
	 * Finds the time, which an application cannot reach.
	 * @param proxy the filters of an application
	 * @return the time that its event loops have for tokens
	 */
	static EventLoopTime of(WebFilterChainProxy proxy) {
		List<?> chains = (List<?>) read(proxy, "filters");
		for (Object chain : chains) {
			for (WebFilter composite : ((SecurityWebFilterChain) chain).getWebFilters().toIterable()) {
				for (WebFilter filter : (WebFilter[]) read(composite, "filters")) {
					if (filter.getClass().getSimpleName().equals("TokenWebFilter")) {
						return new EventLoopTime((ThreadLocal<?>) read(filter, "verificationTime"));
					}
				}
			}
		}
		throw new IllegalStateException("No filter verifies tokens");
	}

	private static Object read(Object owner, String name) {
		try {
			Field field = owner.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field.get(owner);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Lets the calling thread start anew. */
	void renew() {
		this.time.remove();
	}

}
