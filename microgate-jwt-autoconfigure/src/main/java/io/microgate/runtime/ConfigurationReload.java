package io.microgate.runtime;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwks.JwksSource;
import io.microgate.manifest.ManifestSnapshot;
import io.microgate.timer.DaemonTimer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Puts changed manifests in force. They are polled; a change counts when it is the same
 * at the next poll, so that files that are still being written, or replaced one by one,
 * are left alone. A configuration that is wrong in any way changes nothing.
 */
public final class ConfigurationReload implements ConfigurationReloader, SmartLifecycle, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ConfigurationReload.class);

	private final RunningConfiguration running;

	private final BiFunction<CheckedConfiguration, ManifestSnapshot, CheckedConfiguration> reader;

	private final ConfigurationCompiler compiler;

	private final Clock clock;

	private final ReloadTimings timings;

	private final DaemonTimer timer = new DaemonTimer("microgate-reload");

	private final Set<JwksSource> retired = ConcurrentHashMap.newKeySet();

	private volatile ReloadState state;

	/** Guards {@code read} and {@code polled}, also while a reload waits for keys. */
	private final Object reloading = new Object();

	/** Fingerprints of the files when they were last read and last polled. */
	private String read = "";

	private String polled = "";

	private @Nullable ScheduledFuture<?> polling;

	/** Completes when this is closed, and then no reload waits for keys any more. */
	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	/**
	 * Creates a reload of the running configuration, which polls once it is started.
	 * @param running the configuration to replace
	 * @param reader reads the configuration that is to follow the one in force
	 * @param compiler compiles it
	 * @param clock for the times of the state
	 */
	public ConfigurationReload(RunningConfiguration running,
			BiFunction<CheckedConfiguration, ManifestSnapshot, CheckedConfiguration> reader,
			ConfigurationCompiler compiler, Clock clock) {
		this(running, reader, compiler, clock, ReloadTimings.DEFAULTS);
	}

	private ConfigurationReload(RunningConfiguration running,
			BiFunction<CheckedConfiguration, ManifestSnapshot, CheckedConfiguration> reader,
			ConfigurationCompiler compiler, Clock clock, ReloadTimings timings) {
		this.running = running;
		this.reader = reader;
		this.compiler = compiler;
		this.clock = clock;
		this.timings = timings;
		this.state = ReloadState.started(clock.instant());
	}

	/**
	 * Changes the timings of a reload that has not been started.
	 * @param timings the timings
	 * @return a reload with these
	 */
	ConfigurationReload with(ReloadTimings timings) {
		this.timer.close();
		return new ConfigurationReload(this.running, this.reader, this.compiler, this.clock, timings);
	}

	@Override
	public ReloadState state() {
		return this.state;
	}

	/** Never fails, because the timer would not poll again. */
	void poll() {
		synchronized (this.reloading) {
			try {
				ManifestSnapshot manifests = snapshot();
				String now = manifests.fingerprint();
				boolean settled = now.equals(this.polled);
				this.polled = now;
				if (settled && !now.equals(this.read) && !this.closed.isDone()) {
					putInForce(manifests);
				}
			}
			catch (RuntimeException | Error ex) {
				logger.error("The manifests cannot be read, the configuration in force stays", ex);
			}
		}
	}

	@Override
	public boolean reload() {
		synchronized (this.reloading) {
			return !this.closed.isDone() && putInForce(snapshot());
		}
	}

	private boolean putInForce(ManifestSnapshot manifests) {
		String files = manifests.fingerprint();
		try {
			CheckedConfiguration configuration = this.reader.apply(this.running.current().configuration(), manifests);
			return isStill(files) && putInForce(configuration);
		}
		catch (InvalidConfigurationException ex) {
			if (isStill(files)) {
				refuse(ex);
			}
		}
		catch (RuntimeException | Error ex) {
			// the same files are not read again and again for the same end
			isStill(files);
			logger.error("The configuration cannot be reloaded, the one in force stays", ex);
			this.state = this.state.refused("cannot be compiled, see the log", this.clock.instant());
		}
		return false;
	}

	private ManifestSnapshot snapshot() {
		return ManifestSnapshot.read(Objects.requireNonNullElse(properties().manifests(), List.of()));
	}

	private MicrogateProperties properties() {
		return this.running.current().configuration().properties();
	}

	/** What was read while the files changed may be a mix of two versions. */
	private boolean isStill(String files) {
		boolean still = files.equals(snapshot().fingerprint());
		this.read = still ? files : "";
		return still;
	}

	private boolean putInForce(CheckedConfiguration configuration) {
		CompiledConfiguration earlier = this.running.current();
		if (configuration.meansTheSameAs(earlier.configuration())) {
			this.state = this.state.unchanged(this.clock.instant());
			return true;
		}
		CompiledConfiguration next = this.compiler.compile(configuration, earlier);
		List<JwksSource> added = next.sources().without(earlier.sources());
		awaitKeys(added);
		if (this.closed.isDone() || !this.running.replace(next)) {
			added.forEach(JwksSource::close);
			next.revocations().without(earlier.revocations()).close();
			return false;
		}
		this.state = this.state.replaced(this.clock.instant());
		this.compiler.publishRemovedKeys(earlier.sources(), next.sources());
		earlier.sources().without(next.sources()).forEach(this::retire);
		earlier.revocations().without(next.revocations()).close();
		configuration.logBeside(earlier.configuration());
		logger.info(LogMessage.format("The configuration has been reloaded, its digest is %s",
				configuration.canonical().digest()));
		return true;
	}

	/** Whether or not they come: a key source is not a part of the configuration. */
	private void awaitKeys(List<JwksSource> sources) {
		CompletableFuture<Void> keys = CompletableFuture
			.allOf(sources.stream().map(JwksSource::awaitFirstAttempt).toArray(CompletableFuture<?>[]::new));
		CompletableFuture.anyOf(keys, this.closed).join();
	}

	/** Requests that began with the source may still wait for it. */
	private void retire(JwksSource source) {
		this.retired.add(source);
		this.timer.schedule(() -> close(source), this.timings.grace().toNanos(), TimeUnit.NANOSECONDS);
		if (this.closed.isDone()) {
			close(source);
		}
	}

	private void close(JwksSource source) {
		source.close();
		this.retired.remove(source);
	}

	private void refuse(InvalidConfigurationException failure) {
		logger.error(LogMessage.format("The changed configuration is not put in force, the one from %s stays. %s",
				this.state.inForceSince(), failure.report()));
		this.state = this.state.refused(failure.summary(), this.clock.instant());
	}

	/** Polls only if configured; {@link #reload()} works without. */
	@Override
	public boolean isAutoStartup() {
		return properties().reload();
	}

	@Override
	public synchronized void start() {
		if (this.polling == null) {
			snapshot().insideArchives().forEach(this::warnThatItStays);
			this.polling = this.timer.scheduleWithFixedDelay(this::poll, this.timings.interval().toNanos(),
					this.timings.interval().toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void warnThatItStays(String location) {
		logger.warn(LogMessage.format(
				"'microgate.reload' has no effect on '%s', because a jar does not change while the"
						+ " application runs. Put these manifests in a directory, and name it with 'file:'.",
				location));
	}

	/** Does not wait for a reload that is under way. */
	@Override
	public synchronized void stop() {
		if (this.polling != null) {
			this.polling.cancel(false);
			this.polling = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.polling != null;
	}

	/** A reload that is under way changes nothing any more. */
	@Override
	public void close() {
		this.closed.complete(null);
		this.timer.close();
		this.retired.forEach(this::close);
	}

}
