package io.microgate.check;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;

import io.microgate.configuration.CanonicalConfiguration;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.EnabledSwitch;
import io.microgate.configuration.InvalidConfigurationException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.json.JsonParseException;
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

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * A command for one run.
	 * @param out where results go
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	CheckCommand(PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
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
		System.exit(new CheckCommand(System.out, System.err, new StandardEnvironment()).run(arguments));
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
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader classpath = new URLClassLoader(urls(parsed.classpath()), loader)) {
			thread.setContextClassLoader(classpath);
			return check(parsed);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private static URL[] urls(List<Path> directories) throws IOException {
		URL[] urls = new URL[directories.size()];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = directories.get(i).toUri().toURL();
		}
		return urls;
	}

	private int check(CheckArguments arguments) {
		try {
			return prepare(arguments) ? check(arguments.print()) : BAD;
		}
		catch (InvalidConfigurationException ex) {
			this.err.println(ex.report());
		}
		catch (ConfigDataException ex) {
			this.err.println(ex.getMessage());
		}
		catch (JsonParseException ex) {
			// its message quotes the text, which may hold secrets
			this.err.println("SPRING_APPLICATION_JSON, or 'spring.application.json', is not a JSON object");
		}
		catch (MarkedYAMLException ex) {
			// its message quotes the file, which may hold secrets
			this.err.printf("A file is not YAML: %s, line %d, column %d%n", ex.getProblem(),
					ex.getProblemMark().getLine() + 1, ex.getProblemMark().getColumn() + 1);
		}
		return BAD;
	}

	/**
	 * Spring Boot's message about profiles and imports is general, its cause is specific.
	 */
	private boolean prepare(CheckArguments arguments) {
		try {
			CheckEnvironment.prepare(this.environment, arguments);
			return true;
		}
		catch (IllegalStateException ex) {
			this.err.println(ex.getMessage());
			if (ex.getCause() != null) {
				this.err.println(ex.getCause().getMessage());
			}
			return false;
		}
	}

	private int check(boolean print) {
		if (!print && !EnabledSwitch.isOn(this.environment)) {
			this.out.println("'microgate.enabled' is false, so an application enforces and checks nothing of this.");
			return GOOD;
		}
		CheckedConfiguration configuration = CheckedConfiguration.read(this.environment,
				CheckEnvironment.sslBundles(this.environment));
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
