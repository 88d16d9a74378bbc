package io.microgate.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.microgate.binding.ProofStore;
import io.microgate.configuration.CandidateReader;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.OnEnabledCondition;
import io.microgate.configuration.SslBundleNames;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.RefusalBodies;
import io.microgate.decision.RefusalRenderer;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.jose.SignatureAcceleration;
import io.microgate.jose.Signatures;
import io.microgate.jwks.JwksListener;
import io.microgate.jwks.KeySourceTimings;
import io.microgate.jwt.WaitingRequests;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.CandidateListener;
import io.microgate.runtime.Candidates;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.ConfigurationReload;
import io.microgate.runtime.RefusalLog;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.runtime.TokenDecoders;
import io.microgate.servlet.RequestThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} of the engine: from properties to the
 * point where requests are decided, on every web stack. Never lazy: errors of the
 * configuration show at start, and keys are fetched before the first request.
 */
@AutoConfiguration
@Lazy(false)
@ConditionalOnWebApplication
@Conditional(OnEnabledCondition.class)
@Import(CoverageConfiguration.class)
public final class MicrogateAutoConfiguration {

	private static final String EXPLORER = "io.microgate.explorer.ExplorerAutoConfiguration";

	/** Listeners have not asked if a start has none, or is switched on after them. */
	MicrogateAutoConfiguration() {
		BootVersionGuard.requireSupportedVersion();
	}

	@Bean
	@ConditionalOnMissingBean
	CheckedConfiguration microgateConfiguration(Environment environment, SslBundleNames sslBundles,
			ResourceLoader resourceLoader) {
		CheckedConfiguration configuration = CheckedConfiguration.read(environment, sslBundles.get());
		if (configuration.properties().explorer().enabled()
				&& !ClassUtils.isPresent(EXPLORER, resourceLoader.getClassLoader())) {
			throw new InvalidConfigurationPropertyValueException("microgate.explorer.enabled", true,
					"The module 'microgate-jwt-explorer' is not on the class path. Add it as a dependency, or remove the property.");
		}
		configuration.log();
		return configuration;
	}

	@Bean
	@ConditionalOnMissingBean
	SslBundleNames microgateSslBundleNames(ObjectProvider<SslBundles> sslBundles) {
		return () -> {
			SslBundles bundles = sslBundles.getIfAvailable();
			return (bundles != null) ? bundles.getBundleNames() : List.of();
		};
	}

	/** No candidate for a {@code Clock} of the application. */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "microgateClock")
	Clock microgateClock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean(name = "microgateKeysChangedPublisher")
	KeysChangedPublisher microgateKeysChangedPublisher(ApplicationEventPublisher publisher) {
		return new KeysChangedPublisher(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	ServerStart microgateServerStart() {
		return new ServerStart();
	}

	@Bean
	@ConditionalOnMissingBean
	WaitingRequests microgateWaitingRequests(CheckedConfiguration configuration,
			ObjectProvider<RequestThreads> requestThreads) {
		RequestThreads threads = requestThreads.getIfAvailable();
		Integer configured = configuration.properties().maxWaitingRequests();
		if (configured != null) {
			return WaitingRequests.atMost(configured);
		}
		return (threads != null) ? WaitingRequests.atMost(threads.allowedToWait()) : WaitingRequests.unlimited();
	}

	@Bean
	@ConditionalOnMissingBean
	Signatures microgateSignatures() {
		return Signatures.ofJdk();
	}

	/**
	 * Is null if it is switched off, or if there is nothing to accelerate with. Its check
	 * begins when the server has started, so that the start is not slower.
	 */
	@Bean
	@ConditionalOnMissingBean
	@Nullable SignatureAcceleration microgateSignatureAcceleration(CheckedConfiguration configuration, Signatures signatures,
			ResourceLoader resourceLoader, ServerStart serverStart) {
		SignatureAcceleration acceleration = configuration.properties().acceleratedSignatures()
				? SignatureAcceleration.find(signatures, resourceLoader.getClassLoader()) : null;
		if (acceleration != null) {
			serverStart.completion().thenRun(acceleration::start);
		}
		return acceleration;
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigurationCompiler microgateConfigurationCompiler(ResourceLoader resourceLoader,
			ObjectProvider<SslBundles> sslBundles, @Qualifier("microgateClock") Clock clock,
			ObjectProvider<JwksListener> listeners, WaitingRequests waitingRequests,
			ObjectProvider<KeySourceTimings> timings, ObjectProvider<ProofStore> proofs, ServerStart serverStart,
			Signatures signatures) {
		KeySourceTimings configured = timings.getIfAvailable();
		ProofStore store = proofs.getIfAvailable();
		ConfigurationCompiler compiler = new ConfigurationCompiler(resourceLoader, sslBundles.getIfAvailable(), clock,
				listeners.orderedStream().toList())
			.with(waitingRequests,
					((configured != null) ? configured : KeySourceTimings.DEFAULTS).after(serverStart.completion()))
			.with(signatures);
		return (store != null) ? compiler.with(store) : compiler;
	}

	@Bean
	@ConditionalOnMissingBean
	RunningConfiguration microgateRunningConfiguration(CheckedConfiguration configuration,
			ConfigurationCompiler compiler) {
		try {
			return new RunningConfiguration(configuration, compiler);
		}
		catch (RuntimeException ex) {
			throw new UnusableConfigurationException(ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigurationReload microgateConfigurationReload(RunningConfiguration running, ConfigurationCompiler compiler,
			Environment environment, SslBundleNames sslBundles, @Qualifier("microgateClock") Clock clock) {
		return new ConfigurationReload(running,
				(earlier, manifests) -> earlier.reread(environment, sslBundles.get(), manifests), compiler, clock);
	}

	/**
	 * Is null if there is none. Compiles with threads and bounds of its own, and notifies
	 * no listener of the application.
	 */
	@Bean
	@ConditionalOnMissingBean
	@Nullable Candidates microgateCandidates(RunningConfiguration configuration, ConfigurationCompiler compiler,
			Environment environment, SslBundleNames sslBundles,
			@Qualifier("microgateOpenPaths") ObjectProvider<OpenPaths> openPaths,
			@Qualifier("microgateManagementOpenPaths") ObjectProvider<OpenPaths> managementOpenPaths,
			ObjectProvider<CandidateListener> listeners) {
		if (configuration.current().configuration().properties().candidate() == null) {
			return null;
		}
		return new Candidates(configuration, new CandidateReader(environment, sslBundles), compiler.beside(),
				orNone(openPaths.getIfAvailable()), orNone(managementOpenPaths.getIfAvailable()),
				listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyDecisionPoint microgatePolicyDecisionPoint(RunningConfiguration configuration,
			@Qualifier("microgateOpenPaths") ObjectProvider<OpenPaths> openPaths,
			@Qualifier("microgateManagementOpenPaths") ObjectProvider<OpenPaths> managementOpenPaths,
			ObjectProvider<DecisionListener> listeners, ObjectProvider<Candidates> candidates,
			@Qualifier("microgateClock") Clock clock) {
		List<DecisionListener> all = new ArrayList<>(List.of(new RefusalLog(configuration, clock)));
		all.addAll(listeners.orderedStream().toList());
		PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(configuration::routes,
				orNone(openPaths.getIfAvailable()), orNone(managementOpenPaths.getIfAvailable()), all, clock);
		Candidates compared = candidates.getIfAvailable();
		return (compared != null) ? decisionPoint.comparedBy(compared) : decisionPoint;
	}

	@Bean
	@ConditionalOnMissingBean
	RefusalBodies microgateRefusalBodies(CheckedConfiguration configuration, ObjectProvider<RefusalRenderer> renderer,
			PolicyDecisionPoint decisionPoint) {
		return RefusalBodies.of(renderer.getIfAvailable(), configuration.properties().refusals(),
				decisionPoint.failures());
	}

	@Bean
	@ConditionalOnMissingBean
	TokenDecoders microgateTokenDecoders(RunningConfiguration configuration, PolicyDecisionPoint decisionPoint) {
		return new RunningTokenDecoders(configuration, decisionPoint.failures());
	}

	private static OpenPaths orNone(@Nullable OpenPaths paths) {
		return (paths != null) ? paths : OpenPaths.NONE;
	}

}
