package io.microgate.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.manifest.ManifestLoader;
import io.microgate.manifest.Manifests;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * Reads the configuration under {@code microgate} and checks it, with all problems in one
 * report: keys and kinds of values in every source first, then what binds of it against
 * the constraints of the specs, then what the specs say about each other.
 */
final class ConfigurationReader {

	private ConfigurationReader() {
	}

	/**
	 * Reads the configuration.
	 * @param environment the environment of the application
	 * @param sslBundles names of the SSL bundles that the application has
	 * @param earlier the configuration in force, {@code null} at start
	 * @return what is configured, checked, all empty when nothing is
	 * @throws InvalidConfigurationException with all problems when there are any
	 */
	static ReadConfiguration read(Environment environment, Collection<String> sslBundles,
			@Nullable CheckedConfiguration earlier) {
		Assert.isInstanceOf(ConfigurableEnvironment.class, environment);
		KnownKey root = KnownKey.ofRecord(MicrogateProperties.class);
		Problems problems = new Problems(new ManifestPlaces(root));
		EffectiveValues values = new EffectiveValues();
		scanProperties((ConfigurableEnvironment) environment, problems, values, root);
		ManifestContent manifests = scanManifests(problems, values, root);
		MicrogateProperties properties = new ResourceBinder(values.toSources()).bind();
		new ConstraintCheck(problems).check(properties);
		new JwksChecks(problems, sslBundles).check(properties);
		new JwtChecks(problems).check(properties);
		new PolicyChecks(problems).check(properties);
		new RouteChecks(problems).check(properties);
		new ExpressionChecks(problems).check(properties);
		new RouteValueChecks(problems).check(properties);
		new ReferenceChecks(problems, manifests).check(properties);
		if (earlier != null) {
			new SecretChecks(problems, manifests.secrets(), earlier.manifestSecrets()).check(properties);
		}
		new ForwardedHeaders(environment).check(properties, problems);
		problems.throwIfAny();
		RouteOrder routeOrder = new RouteOrder(properties, problems.manifests());
		routeOrder.check(problems);
		problems.throwIfAny();
		return new ReadConfiguration(properties, manifests, problems.manifests(), routeOrder);
	}

	private static void scanProperties(ConfigurableEnvironment environment, Problems problems, EffectiveValues values,
			KnownKey root) {
		new KeyScan(problems, values, new ValueCheck(environment, problems, values))
			.scan(properties(environment, problems, root), root);
	}

	/** After the properties, which say where manifests are. */
	private static ManifestContent scanManifests(Problems problems, EffectiveValues values, KnownKey root) {
		MicrogateProperties properties = new ResourceBinder(values.toSources()).bindRoot();
		if (properties.manifests() == null) {
			if (properties.namespace() != null) {
				refuseWithoutManifests("namespace", properties.namespace(), problems);
			}
			if (properties.reload()) {
				refuseWithoutManifests("reload", true, problems);
			}
			return ManifestContent.NONE;
		}
		Manifests manifests = ManifestLoader.load(properties.manifests());
		return new ManifestScan(problems, values, root).scan(manifests, properties.namespace());
	}

	private static void refuseWithoutManifests(String key, Object value, Problems problems) {
		problems.add(PropertyPath.ROOT.child(key), value, "can only be set together with 'manifests'",
				"Remove it, or say where manifests are");
	}

	private static List<SourceProperty> properties(ConfigurableEnvironment environment, Problems problems,
			KnownKey root) {
		SourceProperties sources = new SourceProperties(environment);
		List<SourceProperty> variables = new EnvironmentVariables(problems, root).accept(sources.variables());
		return Stream.concat(variables.stream(), sources.properties().stream())
			.sorted(Comparator.comparingInt(SourceProperty::source))
			.toList();
	}

}
