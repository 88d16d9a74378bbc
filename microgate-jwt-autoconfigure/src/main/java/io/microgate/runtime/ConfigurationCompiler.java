package io.microgate.runtime;

import java.time.Clock;
import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwks.JwksCompiler;
import io.microgate.jwks.JwksListener;
import io.microgate.jwks.JwksListeners;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSources;
import io.microgate.jwks.KeySourceTimings;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.WaitingRequests;
import io.microgate.secret.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;

/**
 * Compiles the checked configurations of an application, one after the other.
 */
public final class ConfigurationCompiler implements AutoCloseable {

	private final ResourceLoader resourceLoader;

	private final Clock clock;

	private final JwksListener listener;

	private final WaitingRequests waitingRequests;

	private final JwksCompiler jwksCompiler;

	private final @Nullable SslBundles sslBundles;

	/**
	 * Creates a compiler for the configurations of one application.
	 * @param resourceLoader reads the files of secrets
	 * @param sslBundles SSL bundles of the application, {@code null} if it has none
	 * @param clock the time by which tokens and keys are judged
	 * @param listeners are notified of fetches and changed keys
	 */
	public ConfigurationCompiler(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles, Clock clock,
			List<JwksListener> listeners) {
		this(resourceLoader, sslBundles, clock, new JwksListeners(listeners, clock), WaitingRequests.unlimited(),
				KeySourceTimings.DEFAULTS);
	}

	private ConfigurationCompiler(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles, Clock clock,
			JwksListener listener, WaitingRequests waitingRequests, KeySourceTimings timings) {
		this.resourceLoader = resourceLoader;
		this.sslBundles = sslBundles;
		this.clock = clock;
		this.listener = listener;
		this.waitingRequests = waitingRequests;
		this.jwksCompiler = new JwksCompiler(sslBundles, clock, listener, timings);
	}

	/**
	 * Bounds how requests wait for keys, before anything is compiled.
	 * @param waitingRequests bounds how many requests wait, one for all configurations
	 * @param timings bounds how long they wait
	 * @return a compiler with these bounds
	 */
	public ConfigurationCompiler with(WaitingRequests waitingRequests, KeySourceTimings timings) {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock, this.listener,
				waitingRequests, timings);
	}

	/**
	 * Compiles a configuration. Its remote key sources start to fetch.
	 * @param configuration the configuration
	 * @param running the sources that are running, of which those go on that the
	 * configuration has as well
	 * @return the compiled configuration
	 */
	CompiledConfiguration compile(CheckedConfiguration configuration, JwksSources running) {
		MicrogateProperties properties = configuration.properties();
		Secrets secrets = new Secrets(properties.secrets(), configuration.manifestSecrets(), this.resourceLoader);
		JwksSources sources = running.recompile(properties.jwks(), secrets, this.jwksCompiler);
		try {
			JwtRules jwtRules = JwtRules.compile(properties.jwts(), sources::get, this.clock, this.waitingRequests);
			return new CompiledConfiguration(configuration, sources, jwtRules,
					new RouteCompiler(configuration, jwtRules).compile());
		}
		catch (RuntimeException | Error ex) {
			sources.without(running).forEach(JwksSource::close);
			throw ex;
		}
	}

	/** Notifies listeners of removed keys. A new source has published its own already. */
	void publishRemovedKeys(JwksSources earlier, JwksSources next) {
		earlier.removedBy(next).forEach(this.listener::keysChanged);
	}

	/**
	 * Ends the threads of all key sources, which are to be closed before.
	 */
	@Override
	public void close() {
		this.jwksCompiler.close();
	}

}
