package io.microgate.binding;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers proofs, so that none is used twice (RFC 9449 section 11.1). A bean of this
 * type takes the place of the memory of this process, such as one that several instances
 * share.
 */
@FunctionalInterface
public interface ProofStore {

	/** Number of proofs of one key that are remembered if nothing else is configured. */
	int DEFAULT_SHARE = 1000;

	/** Number of proofs of all keys that are remembered if nothing else is configured. */
	int DEFAULT_SIZE = 100_000;

	/** The store of what checks no request: nothing can be remembered. */
	ProofStore NONE = (proof) -> CompletableFuture.completedFuture(Answer.UNAVAILABLE);

	/**
	 * Creates a store in the memory of this process. It forgets nothing before its time:
	 * what does not fit is refused.
	 * @param share number of proofs of one key that are remembered at a time, at least 1
	 * @param size number of proofs of all keys, at least 1
	 * @param clock the time
	 * @return the store
	 */
	static ProofStore inMemory(int share, int size, Clock clock) {
		return new MemoryProofStore(share, size, clock);
	}

	/**
	 * Remembers a proof unless it is remembered already. Must not block.
	 * @param proof the proof
	 * @return completes with the answer; a failure counts as {@link Answer#UNAVAILABLE}
	 */
	CompletionStage<Answer> remember(UsedProof proof);

	/**
	 * What became of a proof.
	 */
	enum Answer {

		/** It is remembered now and was not before. */
		REMEMBERED,

		/** It was remembered before, or its key has used up its share. */
		REPLAYED,

		/** It cannot be remembered. */
		UNAVAILABLE

	}

}
