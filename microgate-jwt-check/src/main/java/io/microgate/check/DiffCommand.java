package io.microgate.check;

import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.EnabledSwitch;
import io.microgate.engine.PlainText;
import io.microgate.test.policy.FilesEnvironment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Lists the requests that two configurations may decide about differently. Nothing is
 * fetched and no port is opened.
 */
final class DiffCommand {

	/** No request is decided differently. */
	static final int SAME = 0;

	/** Some requests may be decided differently. */
	static final int DIFFERENT = 1;

	/** The configurations cannot be compared. */
	static final int FAILED = 2;

	private static final JsonMapper JSON = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * Creates a command for one run.
	 * @param out where the differences go
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	DiffCommand(PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this.out = out;
		this.err = err;
		this.environment = environment;
	}

	int run(String... arguments) {
		DiffArguments parsed;
		try {
			parsed = DiffArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", PlainText.of(ex.getMessage()), DiffArguments.USAGE);
			return FAILED;
		}
		DiffSide before = read("OLD", parsed.before());
		DiffSide after = read("NEW", parsed.after());
		if (before == null || after == null) {
			return FAILED;
		}
		ConfigurationDiff diff = new DiffReport(before, after).create();
		String text = parsed.json() ? JSON.writeValueAsString(diff) : DiffText.of(diff);
		this.out.println(after.names().apply(before.names().apply(text)));
		return diff.same() ? SAME : DIFFERENT;
	}

	private @Nullable DiffSide read(String name, CheckArguments arguments) {
		try {
			return ConfigurationFiles.read(copy(this.environment), arguments, DiffCommand::read);
		}
		catch (UnusableFilesException ex) {
			this.err.printf("%s cannot be used:%n%s%n", name, ex.getMessage());
			return null;
		}
	}

	private static DiffSide read(ConfigurableEnvironment environment, UnaryOperator<String> names) {
		boolean enabled = EnabledSwitch.isOn(environment);
		CheckedConfiguration configuration = enabled
				? CheckedConfiguration.read(environment, FilesEnvironment.sslBundles(environment)) : null;
		return new DiffSide(configuration, healthPath(environment), groupPaths(environment), names);
	}

	/** The path of Spring Boot's health endpoint, which is open without a route. */
	private static String healthPath(ConfigurableEnvironment environment) {
		String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		String name = environment.getProperty("management.endpoints.web.path-mapping.health", "health");
		return (base.equals("/") ? "" : base) + "/" + name;
	}

	/**
	 * The additional paths of health groups, those of the probes included whether they
	 * are switched on or not, which may also depend on the platform.
	 */
	private static Set<String> groupPaths(ConfigurableEnvironment environment) {
		Set<String> paths = new TreeSet<>(Set.of("/livez", "/readyz"));
		Binder.get(environment)
			.bind("management.endpoint.health.group", Bindable.mapOf(String.class, HealthGroup.class))
			.orElseGet(Map::of)
			.values()
			.stream()
			.map(HealthGroup::path)
			.filter((path) -> !path.equals("/"))
			.forEach(paths::add);
		return paths;
	}

	/**
	 * A health group, as far as it matters here.
	 *
	 * @param additionalPath {@code server:} or {@code management:} and a path, empty for
	 * none
	 */
	record HealthGroup(@DefaultValue("") String additionalPath) {

		String path() {
			String path = this.additionalPath.substring(this.additionalPath.indexOf(':') + 1);
			return path.startsWith("/") ? path : "/" + path;
		}

	}

	/** Each configuration has an environment of its own, with the same sources below. */
	private static ConfigurableEnvironment copy(ConfigurableEnvironment environment) {
		StandardEnvironment copy = new StandardEnvironment();
		copy.getPropertySources()
			.stream()
			.toList()
			.forEach((source) -> copy.getPropertySources().remove(source.getName()));
		environment.getPropertySources().forEach(copy.getPropertySources()::addLast);
		return copy;
	}

}
