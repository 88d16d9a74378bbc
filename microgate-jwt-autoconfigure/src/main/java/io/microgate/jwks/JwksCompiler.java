package io.microgate.jwks;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.core.io.ResourceLoader;

/**
 * Compiles JWKS specs into key sources.
 */
public final class JwksCompiler {

	private final Map<String, String> secrets;

	private final ResourceLoader resourceLoader;

	private final Clock clock;

	private final JwksListener listener;

	/**
	 * A compiler for the specs of one application.
	 * @param secrets directories by name of the secret, as resource locations with or
	 * without a trailing slash
	 * @param resourceLoader reads the files of secrets
	 * @param clock the time by which keys age
	 * @param listeners are told what happens to key sources
	 */
	public JwksCompiler(Map<String, String> secrets, ResourceLoader resourceLoader, Clock clock,
			List<JwksListener> listeners) {
		this.secrets = Map.copyOf(secrets);
		this.resourceLoader = resourceLoader;
		this.clock = clock;
		this.listener = new JwksListeners(listeners);
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
			return remote(name, provider.remote(), KeyLifetimes.compile(spec.extensions().cache()));
		}
		return local(name, Objects.requireNonNull(provider.local()));
	}

	private JwksSource local(String name, JwksSpec.Local spec) {
		String secret = Objects.requireNonNull(Objects.requireNonNull(spec.secretRef()).name());
		String directory = Objects.requireNonNull(this.secrets.get(secret));
		String file = (directory.endsWith("/") ? directory : directory + "/") + LocalKeySetFile.NAME;
		LocalJwksSource source = new LocalJwksSource(name, new LocalKeySetFile(this.resourceLoader.getResource(file)),
				this.clock, KeySourceThreads.timer(name), this.listener);
		source.start();
		return source;
	}

	private JwksSource remote(String name, JwksSpec.Remote spec, KeyLifetimes lifetimes) {
		if (JwksTls.disablesVerification(spec.tls())) {
			new KeySourceLog(name).certificatesNotVerified();
		}
		ScheduledExecutorService timer = KeySourceThreads.timer(name);
		JwksFetcher fetcher = new JwksFetcher(spec, KeySourceThreads.io(name), timer);
		RemoteJwksSource source = new RemoteJwksSource(new FetchedKeys(name, lifetimes, this.clock, this.listener),
				fetcher, new FetchSchedule(lifetimes, this.clock, timer), new KeyWaiters(fetcher.maxDuration(), timer),
				this.listener);
		source.fetchScheduled();
		return source;
	}

}
