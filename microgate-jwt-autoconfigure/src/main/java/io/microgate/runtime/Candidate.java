package io.microgate.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.microgate.configuration.CandidateReader;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSources;
import io.microgate.manifest.ManifestSnapshot;
import io.microgate.revocation.RevocationLists;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * A configuration beside the one in force, with its files, which are followed, and the
 * key sources that it has for itself. Read and compiled by one thread.
 */
final class Candidate implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Candidate.class);

	private final String location;

	private final CandidateReader reader;

	private final ConfigurationCompiler compiler;

	/** Fingerprints of the files when they were last read and last polled. */
	private String read = "";

	private String polled = "";

	/** Fingerprint of the location itself, and the manifests that it names. */
	private String written = "";

	private List<String> manifests = List.of();

	/** Followed before anything is read. */
	private @Nullable CompiledConfiguration inForce;

	private JwksSources own = JwksSources.NONE;

	private RevocationLists ownLists = RevocationLists.NONE;

	private volatile @Nullable CompiledConfiguration current;

	private volatile @Nullable Instant since;

	private volatile @Nullable String lastError;

	/** Completes when this is closed, and then no change waits for keys any more. */
	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	Candidate(String location, CandidateReader reader, ConfigurationCompiler compiler) {
		this.location = location;
		this.reader = reader;
		this.compiler = compiler;
	}

	String location() {
		return this.location;
	}

	/** What decides beside the configuration in force, {@code null} if nothing does. */
	@Nullable CompiledConfiguration current() {
		return this.current;
	}

	@Nullable Instant since() {
		return this.since;
	}

	@Nullable String lastError() {
		return this.lastError;
	}

	/**
	 * Changes the candidate. Whatever is thrown leaves it as it is.
	 * @param change what to do
	 */
	void guarded(Consumer<Candidate> change) {
		try {
			change.accept(this);
		}
		catch (RuntimeException | Error ex) {
			logger.error(LogMessage.format("The candidate '%s' cannot be read or compiled", this.location), ex);
			this.lastError = "cannot be read or compiled, see the log";
		}
	}

	/**
	 * Compiles the candidate beside another configuration in force, whose key sources and
	 * revocation lists it shares from now on.
	 * @param configuration the configuration in force
	 */
	void follow(CompiledConfiguration configuration) {
		this.inForce = configuration;
		CompiledConfiguration compiled = this.current;
		if (compiled == null) {
			load(fingerprint());
		}
		else {
			compile(compiled.configuration());
		}
	}

	/**
	 * Looks whether the files have changed, which counts when they are the same at the
	 * next look.
	 */
	void poll() {
		String now = fingerprint();
		boolean settled = now.equals(this.polled);
		this.polled = now;
		if (settled && !now.equals(this.read)) {
			load(now);
		}
	}

	private String fingerprint() {
		String file = ManifestSnapshot.read(List.of(this.location)).fingerprint();
		if (!file.equals(this.written)) {
			this.written = file;
			this.manifests = this.reader.manifests(this.location);
		}
		return file + ManifestSnapshot.read(this.manifests).fingerprint();
	}

	private void load(String files) {
		this.read = files;
		try {
			CheckedConfiguration configuration = this.reader.read(this.location);
			if (isStill(files)) {
				compile(configuration);
			}
		}
		catch (InvalidConfigurationException ex) {
			if (isStill(files)) {
				refuse(ex);
			}
		}
	}

	/** What was read while the files changed may be a mix of two versions. */
	private boolean isStill(String files) {
		boolean still = files.equals(fingerprint());
		this.read = still ? files : "";
		return still;
	}

	private void refuse(InvalidConfigurationException failure) {
		logger.warn(LogMessage.format("The candidate '%s' is not compared, %s. %s", this.location,
				(this.current != null) ? "the one that was read before still is" : "and changes nothing",
				failure.report()));
		this.lastError = failure.summary();
	}

	private void compile(CheckedConfiguration configuration) {
		CompiledConfiguration current = Objects.requireNonNull(this.inForce);
		CompiledConfiguration next = this.compiler.compileBeside(configuration, this.own, this.ownLists, current);
		JwksSources nextOwn = next.sources().beside(current.sources());
		awaitKeys(nextOwn.without(this.own));
		if (replace(next, nextOwn, next.revocations().without(current.revocations()))) {
			this.lastError = null;
			logger.info(
					LogMessage.format("The candidate '%s' decides beside the configuration in force, its digest is %s",
							this.location, configuration.canonical().digest()));
		}
	}

	/** Whether or not they come, as for a configuration that is put in force. */
	private void awaitKeys(List<JwksSource> sources) {
		CompletableFuture<Void> keys = CompletableFuture
			.allOf(sources.stream().map(JwksSource::awaitFirstAttempt).toArray(CompletableFuture<?>[]::new));
		CompletableFuture.anyOf(keys, this.closed).join();
	}

	private synchronized boolean replace(CompiledConfiguration next, JwksSources nextOwn, RevocationLists nextLists) {
		if (this.closed.isDone()) {
			nextOwn.close();
			nextLists.close();
			return false;
		}
		this.current = next;
		this.since = this.compiler.clock().instant();
		this.own.without(nextOwn).forEach(JwksSource::close);
		this.own = nextOwn;
		this.ownLists.without(nextLists).close();
		this.ownLists = nextLists;
		return true;
	}

	@Override
	public void close() {
		this.closed.complete(null);
		synchronized (this) {
			this.own.close();
			this.ownLists.close();
		}
	}

}
