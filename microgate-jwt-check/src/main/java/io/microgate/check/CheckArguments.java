package io.microgate.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command is told to check.
 *
 * @param files configuration files, the later ones take precedence
 * @param manifests files or directories of manifests
 * @param profiles profiles of Spring that are active
 * @param print whether to print the canonical form
 */
record CheckArguments(List<Path> files, List<Path> manifests, List<String> profiles, boolean print) {

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar [--manifests=PATH]... [--profiles=NAME,...] [--print] [FILE]...
			  FILE              an application.yml, .yaml or .properties; the later ones take precedence
			  --manifests=PATH  a manifest, or a directory of manifests, in addition to 'microgate.manifests'
			  --profiles=NAME   profiles of Spring to check with
			  --print           print the effective configuration, every default written out, and its digest
			Exit code: 0 no problems, 1 problems, 2 wrong usage.""";

	/**
	 * Reads the arguments.
	 * @param arguments files and options
	 * @return what to check
	 * @throws IllegalArgumentException if they are not understood, or there is nothing to
	 * check
	 */
	static CheckArguments parse(String... arguments) {
		CheckArguments parsed = new CheckArguments(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				List.of(arguments).contains("--print"));
		for (String argument : arguments) {
			parsed.add(argument);
		}
		if (parsed.files.isEmpty() && parsed.manifests.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to check.");
		}
		return parsed;
	}

	private void add(String argument) {
		if (argument.equals("--print")) {
			return;
		}
		if (!argument.startsWith("-")) {
			this.files.add(Path.of(argument));
			return;
		}
		int equals = argument.indexOf('=');
		String value = argument.substring(equals + 1);
		if (equals < 0 || value.isEmpty()) {
			throw new IllegalArgumentException("Not understood: " + argument);
		}
		switch (argument.substring(0, equals)) {
			case "--manifests" -> this.manifests.add(Path.of(value));
			case "--profiles" -> this.profiles.addAll(List.of(value.split(",")));
			default -> throw new IllegalArgumentException("Not understood: " + argument);
		}
	}

}
