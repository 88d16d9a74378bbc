package io.microgate.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
	 * @return specs that are checked, all empty when nothing is configured
	 * @throws InvalidConfigurationException with all problems when there are any
	 */
	static MicrogateProperties read(Environment environment, Collection<String> sslBundles) {
		Assert.isInstanceOf(ConfigurableEnvironment.class, environment);
		Problems problems = new Problems();
		MicrogateProperties properties = bind((ConfigurableEnvironment) environment, problems);
		new ConstraintCheck(problems).check(properties);
		new JwksChecks(problems, sslBundles).check(properties);
		new JwtChecks(problems).check(properties);
		new PolicyChecks(problems).check(properties);
		new RouteChecks(problems).check(properties);
		new ReferenceChecks(problems).check(properties);
		new ForwardedHeaders(environment).check(properties, problems);
		problems.throwIfAny();
		return properties;
	}

	private static MicrogateProperties bind(ConfigurableEnvironment environment, Problems problems) {
		KnownKey root = KnownKey.ofRecord(MicrogateProperties.class);
		EffectiveValues values = new EffectiveValues();
		new KeyScan(problems, values, new ValueCheck(environment, problems, values))
			.scan(properties(environment, problems, root), root);
		return new ResourceBinder(values.toSources()).bind();
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
