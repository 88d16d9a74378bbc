package io.microgate.jwt;

import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.jwks.KeySet;

/**
 * Counts the keys that one token tries, over all key sets of its JWT: with a hundred
 * entries of {@code requireAny} a bound for each key set would bound nothing. Key sets
 * whose keys have come are asked by several threads.
 */
final class KeyTrials {

	private final AtomicInteger left = new AtomicInteger(KeySet.MAX_TRIED);

	/**
	 * Takes one of the trials that are left.
	 * @return {@code false} when there is none
	 */
	boolean take() {
		return this.left.getAndUpdate((trials) -> Math.max(0, trials - 1)) > 0;
	}

}
