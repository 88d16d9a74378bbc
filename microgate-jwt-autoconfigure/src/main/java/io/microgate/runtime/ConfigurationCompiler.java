package io.microgate.runtime;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.microgate.binding.BindingResources;
import io.microgate.binding.ProofStore;
import io.microgate.certificate.CertificateSource;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jose.Signatures;
import io.microgate.jwks.JwksCompiler;
import io.microgate.jwks.JwksListener;
import io.microgate.jwks.JwksListeners;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSourceCompiler;
import io.microgate.jwks.JwksSources;
import io.microgate.jwks.KeySourceTimings;
import io.microgate.jwks.SharedJwksSource;
import io.microgate.jwt.JwtResources;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.WaitingRequests;
import io.microgate.revocation.RevocationLists;
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

	private final @Nullable JwksSourceCompiler given;

	private final JwksSourceCompiler sourceCompiler;

	private final KeySourceTimings timings;

	private final @Nullable SslBundles sslBundles;

	private final ProofStore proofs;

	private final Signatures signatures;

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
				KeySourceTimings.DEFAULTS, null,
				ProofStore.inMemory(ProofStore.DEFAULT_SHARE, ProofStore.DEFAULT_SIZE, clock), Signatures.ofJdk());
	}

	private ConfigurationCompiler(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles, Clock clock,
			JwksListener listener, WaitingRequests waitingRequests, KeySourceTimings timings,
			@Nullable JwksSourceCompiler given, ProofStore proofs, Signatures signatures) {
		this.resourceLoader = resourceLoader;
		this.sslBundles = sslBundles;
		this.clock = clock;
		this.listener = listener;
		this.waitingRequests = waitingRequests;
		this.timings = timings;
		this.jwksCompiler = new JwksCompiler(sslBundles, clock, listener, timings);
		this.given = given;
		this.proofs = proofs;
		this.signatures = signatures;
		this.sourceCompiler = (given != null) ? given : this.jwksCompiler;
	}

	/**
	 * Bounds how requests wait for keys, before anything is compiled.
	 * @param waitingRequests bounds how many requests wait, one for all configurations
	 * @param timings bounds how long they wait
	 * @return a compiler with these bounds
	 */
	public ConfigurationCompiler with(WaitingRequests waitingRequests, KeySourceTimings timings) {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock, this.listener,
				waitingRequests, timings, this.given, this.proofs, this.signatures);
	}

	/**
	 * Takes the keys of every JWKS from elsewhere than its provider, before anything is
	 * compiled.
	 * @param sources compiles the sources of the keys
	 * @return a compiler that uses no other
	 */
	public ConfigurationCompiler withKeysFrom(JwksSourceCompiler sources) {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock, this.listener,
				this.waitingRequests, this.timings, sources, this.proofs, this.signatures);
	}

	/**
	 * Remembers the proofs of tokens that are bound to keys elsewhere than in the memory
	 * of this process, before anything is compiled.
	 * @param store remembers them
	 * @return a compiler that uses no other
	 */
	public ConfigurationCompiler with(ProofStore store) {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock, this.listener,
				this.waitingRequests, this.timings, this.given, store, this.signatures);
	}

	/**
	 * Verifies signatures otherwise than with the JDK, before anything is compiled.
	 * @param signatures verifies them
	 * @return a compiler that uses no other
	 */
	public ConfigurationCompiler with(Signatures signatures) {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock, this.listener,
				this.waitingRequests, this.timings, this.given, this.proofs, signatures);
	}

	/**
	 * Returns a compiler for configurations that decide beside the one in force. It has
	 * threads of its own, no listeners, and no part in the bounds of requests.
	 * @return a compiler for {@link #compileBeside}, to be closed like this one
	 */
	public ConfigurationCompiler beside() {
		return new ConfigurationCompiler(this.resourceLoader, this.sslBundles, this.clock,
				new JwksListeners(List.of(), this.clock), WaitingRequests.unlimited(), this.timings, this.given,
				this.proofs, this.signatures);
	}

	/**
	 * Compiles a configuration. Its remote key sources start to fetch.
	 * @param configuration the configuration
	 * @param running the configuration in force, of whose key sources and revocation
	 * lists those go on that the configuration has as well; {@code null} at start
	 * @return the compiled configuration
	 */
	CompiledConfiguration compile(CheckedConfiguration configuration, @Nullable CompiledConfiguration running) {
		JwksSources earlier = (running != null) ? running.sources() : JwksSources.NONE;
		JwksSources sources = earlier.recompile(configuration.properties().jwks(), secrets(configuration),
				this.sourceCompiler);
		return compile(configuration, sources, sources::get, sources.without(earlier),
				(running != null) ? running.revocations() : RevocationLists.NONE, RevocationLists.NONE);
	}

	/**
	 * Compiles a configuration that decides beside the one in force. Where a JWKS is the
	 * same in both, its keys are read from the source in force, which is asked for
	 * nothing.
	 * @param configuration the configuration
	 * @param earlier the sources that it had before
	 * @param earlierLists the revocation lists that it had before
	 * @param inForce the configuration in force
	 * @return the compiled configuration, whose sources and revocation lists without
	 * those in force are its own
	 */
	CompiledConfiguration compileBeside(CheckedConfiguration configuration, JwksSources earlier,
			RevocationLists earlierLists, CompiledConfiguration inForce) {
		JwksSources sources = earlier.recompile(configuration.properties().jwks(), secrets(configuration),
				this.sourceCompiler, inForce.sources());
		List<JwksSource> own = sources.without(inForce.sources());
		List<JwksSource> added = sources.without(earlier).stream().filter(own::contains).toList();
		// One for each source, as entries that share one check its keys once
		Map<JwksSource, JwksSource> shared = new HashMap<>();
		return compile(configuration, sources, (name) -> {
			JwksSource source = sources.get(name);
			return own.contains(source) ? source : shared.computeIfAbsent(source, SharedJwksSource::new);
		}, added, earlierLists, inForce.revocations());
	}

	private CompiledConfiguration compile(CheckedConfiguration configuration, JwksSources sources,
			Function<String, JwksSource> keys, List<JwksSource> added, RevocationLists earlier,
			RevocationLists shared) {
		RevocationLists lists = RevocationLists.NONE;
		try {
			lists = earlier.recompile(JwtRules.revocationSecrets(configuration.properties().jwts()),
					secrets(configuration), this.clock, shared);
			BindingResources binding = binding(configuration.properties(), this.proofs, this.clock, this.signatures);
			JwtRules jwtRules = JwtRules.compile(configuration.properties().jwts(),
					new JwtResources(keys, this.clock, this.waitingRequests, lists::get, binding));
			return new CompiledConfiguration(configuration, sources, lists, jwtRules,
					new RouteCompiler(configuration, jwtRules, binding.certificates(), this.clock).compile());
		}
		catch (RuntimeException | Error ex) {
			added.forEach(JwksSource::close);
			lists.without(earlier).without(shared).close();
			throw ex;
		}
	}

	static BindingResources binding(MicrogateProperties properties, ProofStore proofs, Clock clock,
			Signatures signatures) {
		return BindingResources.of(CertificateSource.compile(properties.clientCertificate()),
				properties.publicOrigins(), JwtRules.bindings(properties.jwts()), proofs, clock, signatures);
	}

	private Secrets secrets(CheckedConfiguration configuration) {
		return new Secrets(configuration.properties().secrets(), configuration.manifestSecrets(), this.resourceLoader);
	}

	/** The time by which tokens and keys are judged. */
	Clock clock() {
		return this.clock;
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
