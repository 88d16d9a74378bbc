package io.microgate.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.microgate.decision.DenyReason;
import io.microgate.secret.MountedFile;
import io.microgate.secret.SecretContent;
import io.microgate.secret.SecretFile;
import io.microgate.secret.UnusableMaterialException;
import io.microgate.timer.DaemonTimer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Reads the revoked tokens from the file of a secret, which is polled. The last valid
 * content stays in force when the file is not valid any more; as long as there was none,
 * no token can be judged.
 */
final class RevocationFile implements RevokedTokens {

	/** A change is in force within 5 seconds, also when reading takes a while. */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(RevocationFile.class);

	private final String name;

	private final Resource resource;

	private final MountedFile<RevocationList> file;

	private final Clock clock;

	private volatile @Nullable RevocationList list;

	private volatile RevocationState state = new RevocationState(null, null, null);

	/** One for each file, as one on a file system that hangs must not stop others. */
	private final DaemonTimer timer = new DaemonTimer("microgate-revocation");

	/**
	 * Creates the reader of a file. Nothing is read before {@link #start}.
	 * @param secret name of the secret
	 * @param resource the file
	 * @param clock the time that the state has
	 */
	RevocationFile(String secret, Resource resource, Clock clock) {
		this.name = "'%s' of secret '%s'".formatted(SecretFile.REVOKED_TOKENS.fileName(), secret);
		this.resource = resource;
		this.file = new MountedFile<>(this.name, resource, RevocationList::parse, (cause) -> {
		});
		this.clock = clock;
	}

	Resource resource() {
		return this.resource;
	}

	RevocationState state() {
		return this.state;
	}

	/**
	 * Reads the file, and from then on polls it, unless it is one that cannot change.
	 * @param interval the time between two looks
	 */
	void start(Duration interval) {
		read();
		if (!(this.resource instanceof ClassPathResource || this.resource instanceof SecretContent)) {
			this.timer.scheduleWithFixedDelay(this::read, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	/** Never fails, because the timer would not look again. */
	void read() {
		try {
			RevocationList current = this.file.current();
			String failure = this.file.failure();
			if (failure != null) {
				failed(failure, null);
			}
			else {
				succeeded(current);
			}
		}
		catch (UnusableMaterialException ex) {
			failed(String.valueOf(ex.getMessage()), null);
		}
		catch (RuntimeException | Error ex) {
			failed(this.name + " cannot be read: " + ex.getClass().getSimpleName(), ex);
		}
	}

	private void succeeded(RevocationList current) {
		if (this.list != current || this.state.lastError() != null) {
			boolean first = this.list == null && this.state.lastError() == null;
			this.state = new RevocationState(current.size(),
					(this.list != current) ? this.clock.instant() : this.state.since(), null);
			this.list = current;
			if (!first) {
				logger.info(this.name + " has been read again, it has " + current.size() + " entries");
			}
		}
	}

	/** A file does not repair itself, so each new cause is logged, but only once. */
	private void failed(String cause, @Nullable Throwable thrown) {
		if (!cause.equals(this.state.lastError())) {
			String consequence = (this.list != null) ? ". The entries that were last read stay in force"
					: ". Tokens of the JWTs that use it get 503 until a valid file is read";
			logger.error(cause + consequence, thrown);
			this.state = new RevocationState(this.state.entries(), this.state.since(), cause);
		}
	}

	@Override
	public @Nullable DenyReason check(Map<String, Object> claims) {
		RevocationList current = this.list;
		if (current == null) {
			return DenyReason.REVOCATION_UNAVAILABLE;
		}
		return current.revokes(claims) ? DenyReason.TOKEN_REVOKED : null;
	}

	/**
	 * Returns what polls the file. Once it is closed, the entries that were last read
	 * stay in force.
	 */
	DaemonTimer timer() {
		return this.timer;
	}

}
