package io.microgate.binding;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * Remembers proofs in the memory of this process, each until it is too old to be used. As
 * forgetting one earlier would let it be used again, what does not fit is refused. Each
 * key has a share, so that the proofs of one client do not keep those of others out.
 */
final class MemoryProofStore implements ProofStore {

	private final int share;

	private final int size;

	private final Clock clock;

	private final Cache<String, UsedProof> proofs;

	private final Map<String, Integer> shares = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	MemoryProofStore(int share, int size, Clock clock) {
		this.share = share;
		this.size = size;
		this.clock = clock;
		this.proofs = Caffeine.newBuilder()
			.expireAfter(Expiry.creating((String hash, UsedProof proof) -> memory(proof)))
			.ticker(() -> TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()))
			.evictionListener(this::forgotten)
			.executor(Runnable::run)
			.build();
	}

	/** The last second in which a proof may be used is one of it. */
	private Duration memory(UsedProof proof) {
		long seconds = proof.usableUntil().getEpochSecond() - this.clock.instant().getEpochSecond();
		return Duration.ofSeconds(Math.max(0, seconds) + 2);
	}

	@Override
	public CompletionStage<Answer> remember(UsedProof proof) {
		return CompletableFuture.completedFuture(answer(proof));
	}

	private Answer answer(UsedProof proof) {
		if (this.proofs.asMap().putIfAbsent(proof.hash(), proof) != null) {
			return Answer.REPLAYED;
		}
		int all = this.count.incrementAndGet();
		int own = this.shares.merge(proof.thumbprint(), 1, Integer::sum);
		if (all > this.size || own > this.share) {
			this.proofs.cleanUp();
			all = this.count.get();
			own = this.shares.getOrDefault(proof.thumbprint(), 0);
		}
		if (own <= this.share && all <= this.size) {
			return Answer.REMEMBERED;
		}
		if (this.proofs.asMap().remove(proof.hash(), proof)) {
			release(proof);
		}
		return (own > this.share) ? Answer.REPLAYED : Answer.UNAVAILABLE;
	}

	private void forgotten(@Nullable String hash, @Nullable UsedProof proof, RemovalCause cause) {
		if (proof != null) {
			release(proof);
		}
	}

	private void release(UsedProof proof) {
		this.count.decrementAndGet();
		this.shares.computeIfPresent(proof.thumbprint(), (key, own) -> (own > 1) ? own - 1 : null);
	}

}
