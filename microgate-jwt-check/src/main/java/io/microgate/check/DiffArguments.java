package io.microgate.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of the command that compares configurations.
 *
 * @param before names the first configuration
 * @param after names the second configuration
 * @param json whether JSON is printed
 */
record DiffArguments(CheckArguments before, CheckArguments after, boolean json) {

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar diff [OPTION]... OLD NEW
			  OLD, NEW             configuration files, directories of manifests and files of manifests, separated by
			                       commas; of configuration files the later ones take precedence
			  --old=PATH           one more of OLD, or instead of it; may be repeated
			  --new=PATH           one more of NEW, or instead of it; may be repeated
			  --old-profiles=NAME  profiles of Spring for OLD alone, separated by commas
			  --new-profiles=NAME  profiles of Spring for NEW alone, separated by commas
			  --format=text|json   what is printed; by default text
			  --classpath, --profiles, --KEY.KEY=VALUE   for both, as for check
			Exit code: 0 no request is decided differently, 1 some may be, 2 the configurations cannot be compared.""";

	private static final Pattern MANIFEST = Pattern.compile("(?m)^[\"']?apiVersion[\"']?\\s*:");

	/**
	 * Reads the arguments.
	 * @param arguments options and the names of the configurations
	 * @return what to compare
	 * @throws IllegalArgumentException if they are not understood, or a configuration is
	 * missing
	 */
	static DiffArguments parse(String... arguments) {
		List<String> before = new ArrayList<>();
		List<String> after = new ArrayList<>();
		List<String> names = new ArrayList<>();
		String format = "text";
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			switch (option(argument)) {
				case "" -> names.add(argument);
				case "--old" -> before.addAll(paths(value));
				case "--new" -> after.addAll(paths(value));
				case "--old-profiles" -> before.add("--profiles=" + value);
				case "--new-profiles" -> after.add("--profiles=" + value);
				case "--format" -> format = value;
				case "--manifests", "--print" -> throw new IllegalArgumentException("Not understood: " + argument);
				default -> {
					before.add(argument);
					after.add(argument);
				}
			}
		}
		if (!List.of("text", "json").contains(format)) {
			throw new IllegalArgumentException("Not a format: " + format);
		}
		addNames(names, before, after);
		return new DiffArguments(CheckArguments.parse(before.toArray(String[]::new)),
				CheckArguments.parse(after.toArray(String[]::new)), format.equals("json"));
	}

	private static void addNames(List<String> names, List<String> before, List<String> after) {
		if (names.size() == 2) {
			before.addAll(paths(names.get(0)));
			after.addAll(paths(names.get(1)));
		}
		else if (!names.isEmpty()) {
			throw new IllegalArgumentException(
					"OLD and NEW are needed, each with commas between several paths, but there are " + names.size());
		}
	}

	private static String option(String argument) {
		if (!argument.startsWith("-")) {
			return "";
		}
		int equals = argument.indexOf('=');
		return (equals < 0) ? argument : argument.substring(0, equals);
	}

	private static List<String> paths(String value) {
		List<String> arguments = new ArrayList<>();
		for (String path : value.split(",")) {
			arguments.add(isManifest(Path.of(path)) ? "--manifests=" + path : path);
		}
		return arguments;
	}

	/** A file that does not exist is reported when it is read. */
	private static boolean isManifest(Path path) {
		if (!Files.isRegularFile(path)) {
			return Files.isDirectory(path);
		}
		try {
			return MANIFEST.matcher(Files.readString(path)).find();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
