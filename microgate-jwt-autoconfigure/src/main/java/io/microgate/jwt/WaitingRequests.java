package io.microgate.jwt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many requests of an application wait for keys at the same time, whatever
 * their JWKS. Where a request that waits holds a thread of the server, requests that need
 * no keys would otherwise wait for a thread.
 */
public final class WaitingRequests {

	private final Semaphore places;

	private WaitingRequests(int maximum) {
		this.places = new Semaphore(maximum);
	}

	/**
	 * Creates a bound.
	 * @param maximum how many requests may wait
	 * @return the bound
	 */
	public static WaitingRequests atMost(int maximum) {
		return new WaitingRequests(maximum);
	}

	/**
	 * Creates a bound that is never reached, for servers whose threads do not wait.
	 * @return the bound
	 */
	public static WaitingRequests unlimited() {
		return new WaitingRequests(Integer.MAX_VALUE);
	}

	/**
	 * Takes a place until something completes.
	 * @param awaited what the request waits for
	 * @return {@code false} when no place is free, so that the request must not wait
	 */
	boolean join(CompletableFuture<?> awaited) {
		if (!this.places.tryAcquire()) {
			return false;
		}
		awaited.whenComplete((result, failure) -> this.places.release());
		return true;
	}

}
