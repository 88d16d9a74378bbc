package io.microgate.check;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import java.util.function.UnaryOperator;

import io.microgate.configuration.CanonicalConfiguration;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.EnabledSwitch;
import io.microgate.configuration.TopLevelKeys;
import io.microgate.test.policy.FilesEnvironment;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Checks configuration files and manifests as an application would at its start, for
 * pipelines and commit hooks. Nothing is fetched and no port is opened.
 */
public final class CheckCommand {

	/** No problems; there may be warnings. */
	static final int GOOD = 0;

	/** There are problems. */
	static final int BAD = 1;

	/** The command was not understood. */
	static final int MISUSED = 2;

	private static final String HELP = "--help";

	private final InputStream in;

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * A command for one run that has no standard input.
	 * @param out where results go
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	CheckCommand(PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this(InputStream.nullInputStream(), out, err, environment);
	}

	/**
	 * A command for one run.
	 * @param in standard input
	 * @param out where results go
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	CheckCommand(InputStream in, PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this.in = in;
		this.out = out;
		this.err = err;
		this.environment = environment;
	}

	/**
	 * Runs the command and ends the JVM with its exit code.
	 * @param arguments files and options
	 */
	public static void main(String[] arguments) {
		// libraries introduce themselves in their log
		LogManager.getLogManager().reset();
		System.exit(new CheckCommand(System.in, System.out, System.err, new StandardEnvironment()).run(arguments));
	}

	int run(String... arguments) {
		String subcommand = (arguments.length > 0) ? arguments[0] : "";
		if (List.of(arguments).contains(HELP)) {
			this.out.println(usage(subcommand));
			return GOOD;
		}
		return switch (subcommand) {
			case "check" -> check(rest(arguments));
			case "explain" -> new ExplainCommand(this.in, this.out, this.err, this.environment).run(rest(arguments));
			case "diff" -> new DiffCommand(this.out, this.err, this.environment).run(rest(arguments));
			case "migrate" -> new MigrateCommand(this.out, this.err, this.environment).run(rest(arguments));
			case "schema" -> new SchemaCommand(this.out, this.err).run(rest(arguments));
			case "test" -> new TestCommand(this.out, this.err, this.environment).run(rest(arguments));
			default -> check(arguments);
		};
	}

	private static String usage(String subcommand) {
		return switch (subcommand) {
			case "explain" -> ExplainArguments.USAGE;
			case "diff" -> DiffArguments.USAGE;
			case "migrate" -> MigrateCommand.USAGE;
			case "schema" -> SchemaCommand.USAGE;
			case "test" -> TestArguments.USAGE;
			default -> CheckArguments.USAGE;
		};
	}

	private static String[] rest(String... arguments) {
		return Arrays.copyOfRange(arguments, 1, arguments.length);
	}

	private int check(String... arguments) {
		CheckArguments parsed;
		try {
			parsed = CheckArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", ex.getMessage(), CheckArguments.USAGE);
			return MISUSED;
		}
		try {
			return ConfigurationFiles.read(this.environment, parsed,
					(environment, names) -> check(parsed.print(), names));
		}
		catch (UnusableFilesException ex) {
			this.err.println(ex.getMessage());
			return BAD;
		}
	}

	private int check(boolean print, UnaryOperator<String> names) {
		if (!print && !EnabledSwitch.isOn(this.environment)) {
			this.out.println("'microgate.enabled' is false, so an application enforces and checks nothing of this.");
			return GOOD;
		}
		if (!print) {
			TopLevelKeys.require(this.environment);
		}
		CheckedConfiguration configuration = CheckedConfiguration.read(this.environment,
				FilesEnvironment.sslBundles(this.environment));
		if (print) {
			CanonicalConfiguration canonical = configuration.canonical();
			this.out.printf("%s# sha-256: %s%n", canonical.yaml(), canonical.digest());
			return GOOD;
		}
		configuration.warnings().forEach((warning) -> this.out.printf("Warning: %s%n", names.apply(warning)));
		List<Integer> counts = List.of(configuration.properties().routes().size(),
				configuration.properties().accessControlPolicies().size(), configuration.properties().jwts().size(),
				configuration.properties().jwks().size());
		this.out.printf("No problems. Routes: %s, access control policies: %s, JWTs: %s, JWKS: %s%n", counts.toArray());
		return GOOD;
	}

}
