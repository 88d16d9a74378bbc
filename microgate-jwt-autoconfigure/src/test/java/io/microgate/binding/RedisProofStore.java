package io.microgate.binding;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * Remembers proofs in Redis, for all instances of an application. The example of the
 * documentation.
 */
public final class RedisProofStore implements ProofStore, AutoCloseable {

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	/**
	 * Connects to Redis.
	 * @param uri where it is
	 */
	public RedisProofStore(String uri) {
		this.client = RedisClient.create(uri);
		this.connection = this.client.connect();
	}

	@Override
	public CompletionStage<Answer> remember(UsedProof proof) {
		// of several instances that set the same key at once, one gets the answer OK
		SetArgs once = SetArgs.Builder.nx().pxAt(proof.usableUntil().plusSeconds(1));
		return this.connection.async()
			.set("proof:" + proof.hash(), "", once)
			.thenApply((answer) -> "OK".equals(answer) ? Answer.REMEMBERED : Answer.REPLAYED);
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
	}

}
