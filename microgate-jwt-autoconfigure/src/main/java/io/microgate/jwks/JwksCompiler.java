package io.microgate.jwks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;

/**
 * Compiles JWKS specs into key sources, for all configurations of an application. Owns
 * the threads of these sources, which end when it is closed.
 */
public final class JwksCompiler implements JwksSourceCompiler, AutoCloseable {

	private final TlsCompiler tlsCompiler;

	private final Clock clock;

	private final JwksListener listener;

	private final KeySourceTimings timings;

	private final KeySourceThreads threads = new KeySourceThreads();

	private final FetchResources resources = new FetchResources(this.threads, this.threads.blocking());

	/**
	 * Creates a compiler for the specs of one application.
	 * @param sslBundles SSL bundles of the application, {@code null} if it has none
	 * @param clock the time by which keys age
	 * @param listener is notified of fetches and changed keys, and never fails
	 * @param timings the timings of the key sources
	 */
	public JwksCompiler(@Nullable SslBundles sslBundles, Clock clock, JwksListener listener, KeySourceTimings timings) {
		this.tlsCompiler = new TlsCompiler(sslBundles, clock);
		this.clock = clock;
		this.listener = listener;
		this.timings = timings;
	}

	/**
	 * A remote source starts to fetch in the background at once, or on the loopback
	 * interface when the server of the application has started. A local one is read.
	 */
	@Override
	public JwksSource compile(String name, JwksSpec spec, Secrets secrets) {
		JwksSpec.Provider provider = Objects.requireNonNull(spec.provider());
		if (provider.remote() != null) {
			return remote(name, provider.remote(), spec.extensions(), secrets);
		}
		return local(name, Objects.requireNonNull(provider.local()), spec.extensions(), secrets);
	}

	@Override
	public List<Resource> files(JwksSpec spec, Secrets secrets) {
		JwksSpec.Provider provider = Objects.requireNonNull(spec.provider());
		if (provider.remote() == null) {
			return List.of(file(Objects.requireNonNull(provider.local()), secrets));
		}
		List<Resource> files = new ArrayList<>(this.tlsCompiler.files(provider.remote().tls(), secrets));
		files.addAll(FetchPlan.compile(provider.remote(), spec.extensions(), TlsSource.NONE, secrets).files());
		return files;
	}

	private static Resource file(JwksSpec.Local spec, Secrets secrets) {
		return secrets.file(Objects.requireNonNull(spec.secretRef()), SecretFile.KEY_SET);
	}

	private JwksSource local(String name, JwksSpec.Local spec, JwksSpec.Extensions extensions, Secrets secrets) {
		LocalKeySetFile file = new LocalKeySetFile(file(spec, secrets), new KeySetParser(extensions.keyUse()));
		LocalJwksSource source = new LocalJwksSource(name, file, this.timings.fileInterval(), this.clock,
				this.threads.timer(), this.threads.blocking(), this.listener);
		source.start();
		return source;
	}

	private JwksSource remote(String name, JwksSpec.Remote spec, JwksSpec.Extensions extensions, Secrets secrets) {
		KeyLifetimes lifetimes = KeyLifetimes.compile(extensions.cache());
		KeySourceLog log = new KeySourceLog(name);
		if (extensions.sslBundle() == null && TlsCompiler.disablesVerification(spec.tls())) {
			log.certificatesNotVerified();
		}
		TlsSource tls = this.tlsCompiler.compile(spec.tls(), extensions.sslBundle(), secrets, log::keepsLastGoodTls);
		FetchPlan plan = FetchPlan.compile(spec, extensions, tls, secrets);
		JwksFetcher fetcher = new JwksFetcher(plan, this.resources, this.threads.timer(), log::keepsLastJwksUri);
		RemoteJwksSource source = new RemoteJwksSource(new FetchedKeys(name, lifetimes, this.clock, this.listener),
				fetcher, new FetchSchedule(lifetimes, this.timings.firstBackoff(), this.clock, this.threads.timer()),
				new KeyWaiters(fetcher.maxDuration(), this.timings.maxWait(), this.threads.timer()), this.listener);
		if (plan.uri().isLoopback()) {
			this.timings.serverStart().thenRun(source::fetchScheduled);
		}
		else {
			source.fetchScheduled();
		}
		return source;
	}

	/**
	 * Ends the threads. The sources are to be closed before.
	 */
	@Override
	public void close() {
		this.threads.close();
	}

}
