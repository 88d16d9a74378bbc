package io.microgate.check;

import java.io.PrintStream;

import io.microgate.check.schema.JsonSchemas;
import io.microgate.engine.PlainText;

/**
 * Prints the JSON schema of one kind of file.
 */
final class SchemaCommand {

	/** The schema is printed. */
	static final int PRINTED = 0;

	/** The command was not understood. */
	static final int MISUSED = 2;

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar schema [application|profile|manifests|cases]
			  application  the 'microgate' keys of an application.yml; the default
			  profile      the same in the file of a profile, which other files complete
			  manifests    the Kubernetes resources that are read
			  cases        policy cases
			The schema (JSON Schema, draft-07) goes to standard output, for completion and checks in editors. What it cannot
			say, such as whether a reference resolves, is left to 'check'.
			Exit code: 0 printed, 2 wrong usage.""";

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Creates a command for one run.
	 * @param out where the schema goes
	 * @param err where wrong usage is reported
	 */
	SchemaCommand(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	int run(String... arguments) {
		String name = (arguments.length > 0) ? arguments[0] : JsonSchemas.APPLICATION;
		if (arguments.length > 1 || !JsonSchemas.NAMES.contains(name)) {
			this.err.printf("Not understood: %s%n%n%s%n", PlainText.of(String.join(" ", arguments)), USAGE);
			return MISUSED;
		}
		this.out.print(JsonSchemas.write(name));
		return PRINTED;
	}

}
