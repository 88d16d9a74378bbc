package io.microgate.check;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.LogManager;

import io.microgate.configuration.CanonicalConfiguration;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Checks configuration files and manifests as an application would at its start, for
 * pipelines and commit hooks. Nothing is fetched and no port is opened.
 */
public final class CheckCommand {

	/** Everything is in order; there may be warnings. */
	static final int GOOD = 0;

	/** There are problems. */
	static final int BAD = 1;

	/** The command was not understood. */
	static final int MISUSED = 2;

	private final PrintStream out;

	private final PrintStream err;

	CheckCommand(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs the command and ends the JVM with its exit code.
	 * @param arguments files and options
	 */
	public static void main(String[] arguments) {
		// libraries introduce themselves in their log
		LogManager.getLogManager().reset();
		System.exit(new CheckCommand(System.out, System.err).run(arguments));
	}

	int run(String... arguments) {
		CheckArguments parsed;
		try {
			parsed = CheckArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", ex.getMessage(), CheckArguments.USAGE);
			return MISUSED;
		}
		try {
			return check(CheckEnvironment.of(parsed), parsed.print());
		}
		catch (InvalidConfigurationException | ConfigDataException ex) {
			this.err.println(ex.getMessage());
		}
		catch (MarkedYAMLException ex) {
			// its message quotes the file, which may hold secrets
			this.err.printf("A file is not YAML: %s, line %d, column %d%n", ex.getProblem(),
					ex.getProblemMark().getLine() + 1, ex.getProblemMark().getColumn() + 1);
		}
		return BAD;
	}

	private int check(ConfigurableEnvironment environment, boolean print) {
		CheckedConfiguration configuration = CheckedConfiguration.read(environment,
				CheckEnvironment.sslBundles(environment));
		if (print) {
			CanonicalConfiguration canonical = configuration.canonical();
			this.out.printf("%s# sha-256: %s%n", canonical.yaml(), canonical.digest());
			return GOOD;
		}
		configuration.warnings().forEach((warning) -> this.out.printf("Warning: %s%n", warning));
		List<Integer> counts = List.of(configuration.properties().routes().size(),
				configuration.properties().accessControlPolicies().size(), configuration.properties().jwts().size(),
				configuration.properties().jwks().size());
		this.out.printf("No problems. Routes: %s, access control policies: %s, JWTs: %s, JWKS: %s%n", counts.toArray());
		return GOOD;
	}

}
