package io.microgate.jwks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.springframework.core.io.Resource;

/**
 * Keys read once from a mounted secret. Without a usable file no token is good, which is
 * different from keys that cannot be had at the moment: so the set is empty then, never
 * absent.
 */
final class LocalJwksSource implements JwksSource {

	static final String FILE = "jwks.json";

	private static final Duration NO_RETRY = Duration.ofSeconds(60);

	private final String name;

	private final Clock clock;

	private final KeySourceFacts facts;

	LocalJwksSource(String name, Resource file, Clock clock) {
		this.name = name;
		this.clock = clock;
		this.facts = read(file, new KeySourceLog(name));
	}

	private KeySourceFacts read(Resource file, KeySourceLog log) {
		KeySourceFacts read;
		try (InputStream stream = file.getInputStream()) {
			read = KeySourceFacts.NOTHING.succeeded(parse(stream), this.clock.instant());
			log.changed(KeySourceFacts.NOTHING, read);
		}
		catch (IOException | InvalidKeySetException ex) {
			read = KeySourceFacts.NOTHING.failed(describe(ex), this.clock.instant());
			log.unreadable(describe(ex));
		}
		return read;
	}

	private static ParsedKeySet parse(InputStream stream) throws IOException, InvalidKeySetException {
		byte[] json = stream.readNBytes(KeySetBody.MAX_BYTES + 1);
		if (json.length > KeySetBody.MAX_BYTES) {
			throw new InvalidKeySetException("longer than 1 MiB");
		}
		return new KeySetParser().parse(json);
	}

	private static String describe(Exception failure) {
		if (failure instanceof InvalidKeySetException) {
			return "'" + FILE + "' is not usable: " + failure.getMessage();
		}
		if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
			return "'" + FILE + "' is absent";
		}
		return "'" + FILE + "' cannot be read: " + failure.getClass().getSimpleName();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public KeySet keys() {
		ParsedKeySet keySet = this.facts.keySet();
		return (keySet != null) ? keySet.keys() : KeySet.EMPTY;
	}

	@Override
	public CompletableFuture<Wait> awaitFirstAttempt() {
		return CompletableFuture.completedFuture(Wait.NOTHING);
	}

	@Override
	public CompletableFuture<Wait> fetchUnknownKey() {
		return CompletableFuture.completedFuture(Wait.NOTHING);
	}

	@Override
	public Duration retryAfter() {
		return NO_RETRY;
	}

	@Override
	public JwksState state() {
		return this.facts.state("local", this.clock.instant(), this.facts.keySet() != null, false);
	}

	@Override
	public void close() {
		// Holds nothing open
	}

}
