package io.microgate.jwks;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;

/**
 * Compiles JWKS specs into key sources.
 */
public final class JwksCompiler {

	private final Secrets secrets;

	private final TlsCompiler tlsCompiler;

	private final Clock clock;

	private final JwksListener listener;

	private final KeySourceTimings timings;

	/**
	 * A compiler for the specs of one application.
	 * @param secrets where key material is
	 * @param sslBundles SSL bundles of the application, {@code null} if it has none
	 * @param clock the time by which keys age
	 * @param listeners are told what happens to key sources
	 */
	public JwksCompiler(Secrets secrets, @Nullable SslBundles sslBundles, Clock clock, List<JwksListener> listeners) {
		this(secrets, new TlsCompiler(secrets, sslBundles, clock), clock, new JwksListeners(listeners, clock),
				KeySourceTimings.DEFAULTS);
	}

	private JwksCompiler(Secrets secrets, TlsCompiler tlsCompiler, Clock clock, JwksListener listener,
			KeySourceTimings timings) {
		this.secrets = secrets;
		this.tlsCompiler = tlsCompiler;
		this.clock = clock;
		this.listener = listener;
		this.timings = timings;
	}

	/**
	 * Changes the timings of the key sources.
	 * @param timings the timings
	 * @return a compiler with these
	 */
	public JwksCompiler with(KeySourceTimings timings) {
		return new JwksCompiler(this.secrets, this.tlsCompiler, this.clock, this.listener, timings);
	}

	/**
	 * Compiles a spec that has been checked. A remote source starts to fetch in the
	 * background at once, a local one is read. Both have threads until they are closed.
	 * @param name name of the JWKS
	 * @param spec the spec
	 * @return the key source, to be closed by the caller
	 * @throws IllegalArgumentException if the URI is none or a cipher suite is unknown
	 */
	public JwksSource compile(String name, JwksSpec spec) {
		JwksSpec.Provider provider = Objects.requireNonNull(spec.provider());
		if (provider.remote() != null) {
			return remote(name, provider.remote(), spec.extensions());
		}
		return local(name, Objects.requireNonNull(provider.local()));
	}

	/**
	 * The files of secrets that a spec asks for.
	 * @param spec a spec that has been checked
	 * @return the files, which need not exist
	 */
	List<Resource> files(JwksSpec spec) {
		JwksSpec.Provider provider = Objects.requireNonNull(spec.provider());
		return (provider.remote() != null) ? this.tlsCompiler.files(provider.remote().tls())
				: List.of(file(Objects.requireNonNull(provider.local())));
	}

	private Resource file(JwksSpec.Local spec) {
		return this.secrets.file(Objects.requireNonNull(spec.secretRef()), SecretFile.KEY_SET);
	}

	private JwksSource local(String name, JwksSpec.Local spec) {
		LocalJwksSource source = new LocalJwksSource(name, new LocalKeySetFile(file(spec)), this.timings.fileInterval(),
				this.clock, KeySourceThreads.timer(name), this.listener);
		source.start();
		return source;
	}

	private JwksSource remote(String name, JwksSpec.Remote spec, JwksSpec.Extensions extensions) {
		KeyLifetimes lifetimes = KeyLifetimes.compile(extensions.cache());
		KeySourceLog log = new KeySourceLog(name);
		TlsSource tls = this.tlsCompiler.compile(spec.tls(), extensions.sslBundle(), log::staysWithLastGood);
		if (extensions.sslBundle() == null && JwksTls.disablesVerification(spec.tls())) {
			log.certificatesNotVerified();
		}
		ScheduledExecutorService timer = KeySourceThreads.timer(name);
		JwksFetcher fetcher = new JwksFetcher(spec, tls, KeySourceThreads.io(name), timer);
		RemoteJwksSource source = new RemoteJwksSource(new FetchedKeys(name, lifetimes, this.clock, this.listener),
				fetcher, new FetchSchedule(lifetimes, this.timings.firstBackoff(), this.clock, timer),
				new KeyWaiters(fetcher.maxDuration(), this.timings.maxWait(), timer), this.listener);
		source.fetchScheduled();
		return source;
	}

}
