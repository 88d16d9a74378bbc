package io.microgate.binding;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers proofs in the memory of this process, each until it is too old to be used. As
 * forgetting one earlier would let it be used again, what does not fit is refused. Each
 * key has a share, so that the proofs of one client do not keep those of others out.
 */
final class MemoryProofStore implements ProofStore {

	/** Keeps the work of a request small when many proofs become too old at once. */
	private static final int FORGOTTEN_AT_ONCE = 16;

	private final int share;

	private final int size;

	private final Clock clock;

	private final Set<String> hashes = new HashSet<>();

	private final Map<String, Integer> shares = new HashMap<>();

	private final PriorityQueue<UsedProof> proofs = new PriorityQueue<>(Comparator.comparing(UsedProof::usableUntil));

	MemoryProofStore(int share, int size, Clock clock) {
		this.share = share;
		this.size = size;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Answer> remember(UsedProof proof) {
		return CompletableFuture.completedFuture(answer(proof));
	}

	private synchronized Answer answer(UsedProof proof) {
		forget(FORGOTTEN_AT_ONCE);
		Answer answer = answerWithoutForgetting(proof);
		if (answer != Answer.REMEMBERED) {
			forget(Integer.MAX_VALUE);
			answer = answerWithoutForgetting(proof);
		}
		if (answer == Answer.REMEMBERED) {
			this.hashes.add(proof.hash());
			this.shares.merge(proof.thumbprint(), 1, Integer::sum);
			this.proofs.add(proof);
		}
		return answer;
	}

	private Answer answerWithoutForgetting(UsedProof proof) {
		if (this.hashes.contains(proof.hash()) || own(proof) >= this.share) {
			return Answer.REPLAYED;
		}
		return (this.hashes.size() < this.size) ? Answer.REMEMBERED : Answer.UNAVAILABLE;
	}

	private int own(UsedProof proof) {
		return this.shares.getOrDefault(proof.thumbprint(), 0);
	}

	/** The last second in which a proof may be used is one of it. */
	private void forget(int count) {
		long now = this.clock.instant().getEpochSecond();
		for (int i = 0; i < count; i++) {
			UsedProof oldest = this.proofs.peek();
			if (oldest == null || oldest.usableUntil().getEpochSecond() + 2 > now) {
				return;
			}
			this.proofs.remove();
			this.hashes.remove(oldest.hash());
			this.shares.computeIfPresent(oldest.thumbprint(), (key, own) -> (own > 1) ? own - 1 : null);
		}
	}

}
