package io.microgate.configuration;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestLoader;
import io.microgate.manifest.ManifestSnapshot;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.request.ForwardedHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.Assert;

/**
 * Reads the configuration under {@code microgate} and checks it, with all problems in one
 * report: first each value against the schema of the specs, then what the specs say about
 * each other.
 */
final class ConfigurationReader {

	private final Problems problems = new Problems();

	private final SpecReader reader = new SpecReader(this.problems);

	private final Map<String, @Nullable Object> values = new HashMap<>();

	private ManifestContent manifests = ManifestContent.NONE;

	private final @Nullable ManifestSnapshot snapshot;

	/** Keys of the root that must not be set. */
	private final List<String> refused;

	private ConfigurationReader(@Nullable ManifestSnapshot snapshot, List<String> refused) {
		this.snapshot = snapshot;
		this.refused = refused;
	}

	/**
	 * Reads the configuration.
	 * @param environment the environment of the application
	 * @param sslBundles names of the SSL bundles that the application has, {@code null}
	 * if it fetches no keys
	 * @param earlier the configuration in force, {@code null} at start
	 * @param snapshot the manifests, {@code null} to read them now
	 * @return what is configured, checked, all empty when nothing is
	 * @throws InvalidConfigurationException with all problems when there are any
	 */
	static ReadConfiguration read(Environment environment, @Nullable Collection<String> sslBundles,
			@Nullable CheckedConfiguration earlier, @Nullable ManifestSnapshot snapshot) {
		Assert.isInstanceOf(ConfigurableEnvironment.class, environment);
		ConfigurableEnvironment configurable = (ConfigurableEnvironment) environment;
		ConfigurationReader reader = new ConfigurationReader(snapshot, List.of());
		return reader.readAll(configurable, configurable.getPropertySources(), sslBundles, earlier);
	}

	/**
	 * Reads a configuration that stands beside the one of the environment, of which it
	 * has nothing but the values of placeholders.
	 * @param environment the environment of the application
	 * @param sslBundles names of the SSL bundles that the application has, {@code null}
	 * if it fetches no keys
	 * @param location a configuration file or a directory of manifests
	 * @return what is configured, checked
	 * @throws InvalidConfigurationException with all problems when there are any
	 */
	static ReadConfiguration readCandidate(Environment environment, @Nullable Collection<String> sslBundles,
			String location) {
		Assert.isInstanceOf(ConfigurableEnvironment.class, environment);
		ConfigurableEnvironment configurable = (ConfigurableEnvironment) environment;
		ConfigurationReader reader = new ConfigurationReader(null, List.of("enabled", "candidate"));
		Iterable<PropertySource<?>> sources = new CandidateSources(location, reader.problems).read();
		return reader.readAll(configurable, sources, sslBundles, null);
	}

	private ReadConfiguration readAll(ConfigurableEnvironment environment, Iterable<PropertySource<?>> sources,
			@Nullable Collection<String> sslBundles, @Nullable CheckedConfiguration earlier) {
		MicrogateProperties properties = readProperties(PropertyTrees.read(environment, sources, this.problems));
		new JwksChecks(this.problems, sslBundles).check(properties);
		new JwtChecks(this.problems).check(properties);
		new BindingChecks(this.problems).check(properties);
		new PolicyChecks(this.problems).check(properties);
		new PropagationChecks(this.problems).check(properties);
		new RouteChecks(this.problems).check(properties);
		new ProtectedResourceChecks(this.problems).check(properties);
		new ExpressionChecks(this.problems).check(properties);
		new ReferenceChecks(this.problems, this.manifests).check(properties);
		CertificateChecks certificates = new CertificateChecks(this.problems, this.manifests);
		certificates.check(properties);
		if (sslBundles != null) {
			certificates.check(properties, ServerTls.of(environment));
		}
		if (earlier != null) {
			new SecretChecks(this.problems, this.manifests.secrets(), earlier.manifestSecrets()).check(properties);
		}
		checkForwardedHeaders(properties, new ForwardedHeaders(environment).decidingPlatform());
		if (!this.problems.list().isEmpty()) {
			TopLevelKeys.reportOutside(sources, this.problems);
		}
		this.problems.throwIfAny();
		RouteOrder routeOrder = new RouteOrder(properties, this.problems.provenance());
		routeOrder.check(this.problems);
		this.problems.throwIfAny();
		return new ReadConfiguration(properties, this.manifests, this.problems.provenance(), routeOrder,
				this.problems.notEnforced(), sslBundles != null);
	}

	private void checkForwardedHeaders(MicrogateProperties properties, @Nullable CloudPlatform platform) {
		List<SpecElement<RemoteIp>> conditions = PolicyChecks.remoteAddresses(properties);
		if (platform != null && !conditions.isEmpty()) {
			this.problems.add(conditions.get(0).path(), null,
					"needs '%s', because Boot uses forwarded headers by itself on %s"
						.formatted(ForwardedHeaders.STRATEGY, platform),
					"Set '%s' to none, or to native if only proxies that replace these headers reach the port"
						.formatted(ForwardedHeaders.STRATEGY));
		}
	}

	/** Resources last, because other properties say where manifests are. */
	private MicrogateProperties readProperties(ConfigurationElement root) {
		Map<String, ConfigurationElement> components = this.reader.components(root);
		this.refused.stream().filter(components::containsKey).forEach(this::refuseInCandidate);
		Map<String, Map<String, ConfigurationElement>> resources = new LinkedHashMap<>();
		for (SpecSchema component : root.schema().object().children()) {
			ConfigurationElement element = components.get(component.name());
			if (component.kind() == SpecKind.MAP) {
				resources.put(component.name(),
						(element != null) ? this.reader.entries(element) : new LinkedHashMap<>());
			}
			else {
				this.values.put(component.name(), this.reader.readComponent(root.path(), component, element));
			}
		}
		readManifests(resources);
		for (Map.Entry<String, Map<String, ConfigurationElement>> entries : resources.entrySet()) {
			this.values.put(entries.getKey(), this.reader.readEntries(entries.getValue()));
		}
		return (MicrogateProperties) root.schema().object().create(this.values);
	}

	private void readManifests(Map<String, Map<String, ConfigurationElement>> resources) {
		List<?> locations = (List<?>) this.values.get("manifests");
		String namespace = (String) this.values.get("namespace");
		List<?> notEnforced = (List<?>) this.values.get("manifestsNotEnforced");
		if (locations != null) {
			this.problems.notEnforced().list((notEnforced != null) ? notEnforced : List.of(), this.problems);
			this.manifests = new ManifestResources(this.problems, resources)
				.add(ManifestLoader.load((this.snapshot != null) ? this.snapshot
						: ManifestSnapshot.read(locations.stream().map(String.class::cast).toList())), namespace);
			return;
		}
		if (namespace != null) {
			refuseWithoutManifests("namespace", namespace);
		}
		if (Boolean.TRUE.equals(this.values.get("reload"))) {
			refuseWithoutManifests("reload", true);
		}
		if (notEnforced != null) {
			refuseWithoutManifests("manifestsNotEnforced", null);
		}
	}

	private void refuseInCandidate(String key) {
		this.problems.add(PropertyPath.ROOT.child(key), null, "must not be set in a candidate", "Remove it");
	}

	private void refuseWithoutManifests(String key, @Nullable Object value) {
		this.problems.add(PropertyPath.ROOT.child(key), value, "can only be set together with 'manifests'",
				"Remove it, or say where manifests are");
	}

}
