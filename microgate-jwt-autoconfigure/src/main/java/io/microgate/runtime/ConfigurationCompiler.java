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
 * Compiles checked configurations.
 */
public final class ConfigurationCompiler {

	private final ResourceLoader resourceLoader;

	private final @Nullable SslBundles sslBundles;

	private final Clock clock;

	private final JwksListener listener;

	private final WaitingRequests waitingRequests;

	private final KeySourceTimings timings;

	/**
	 * A compiler for the configurations of one application.
	 * @param resourceLoader reads the files of secrets
	 * @param sslBundles SSL bundles of the application, {@code null} if it has none
	 * @param clock the time by which tokens and keys are judged
	 * @param listeners are told what happens to key sources
	 */
	public ConfigurationCompiler(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles, Clock clock,
			List<JwksListener> listeners) {
		this.resourceLoader = resourceLoader;
		this.sslBundles = sslBundles;
		this.clock = clock;
		this.listener = new JwksListeners(listeners, clock);
		this.waitingRequests = WaitingRequests.unlimited();
		this.timings = KeySourceTimings.DEFAULTS;
	}

	private ConfigurationCompiler(ConfigurationCompiler other, WaitingRequests waitingRequests,
			KeySourceTimings timings) {
		this.resourceLoader = other.resourceLoader;
		this.sslBundles = other.sslBundles;
		this.clock = other.clock;
		this.listener = other.listener;
		this.waitingRequests = waitingRequests;
		this.timings = timings;
	}

	/**
	 * Bounds how requests wait for keys.
	 * @param waitingRequests bounds how many requests wait, one for all configurations
	 * @param timings bounds how long they wait
	 * @return a compiler with these bounds
	 */
	public ConfigurationCompiler with(WaitingRequests waitingRequests, KeySourceTimings timings) {
		return new ConfigurationCompiler(this, waitingRequests, timings);
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
		JwksSources sources = running.recompile(properties.jwks(),
				new JwksCompiler(secrets, this.sslBundles, this.clock, List.of(this.listener)).with(this.timings));
		try {
			JwtRules jwtRules = JwtRules.compile(properties.jwts(), sources::get, this.clock, this.waitingRequests);
			return new CompiledConfiguration(configuration, sources, jwtRules,
					new RouteCompiler(properties, jwtRules).compile());
		}
		catch (RuntimeException | Error ex) {
			sources.without(running).forEach(JwksSource::close);
			throw ex;
		}
	}

	/** What a new source has was told when it got it. */
	void tellOfRemovedKeys(JwksSources earlier, JwksSources next) {
		earlier.removedBy(next).forEach(this.listener::keysChanged);
	}

}
