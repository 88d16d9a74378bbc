package io.microgate.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.microgate.test.policy.FilesEnvironment;

/**
 * The arguments of the command: what to check.
 *
 * @param files configuration files, the later ones take precedence
 * @param manifests files or directories of manifests
 * @param classpath folders that replace the class path of the application
 * @param profiles profiles of Spring that are active
 * @param properties properties as on the command line of an application
 * @param print whether to print the canonical form
 */
record CheckArguments(List<Path> files, List<Path> manifests, List<Path> classpath, List<String> profiles,
		List<String> properties, boolean print) {

	/** No configuration. */
	static final CheckArguments NONE = new CheckArguments(List.of(), List.of(), List.of(), List.of(), List.of(), false);

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar [check] [OPTION]... [FILE]...
			       java -jar microgate-jwt-check.jar explain --request='METHOD PATH' [OPTION]... [FILE]...
			       java -jar microgate-jwt-check.jar diff [OPTION]... OLD NEW
			       java -jar microgate-jwt-check.jar migrate [OPTION]... FILE...
			       java -jar microgate-jwt-check.jar schema [application|profile|manifests|cases]
			       java -jar microgate-jwt-check.jar test CASES [OPTION]... [FILE]...
			  FILE              an application.yml, .yaml or .properties; the later ones take precedence
			  --manifests=PATH  a manifest, a directory of manifests, or a ConfigMap that holds manifests, in addition to
			                    'microgate.manifests'
			  --classpath=DIR   a folder where 'classpath:' locations are looked for; may be repeated; by default
			                    src/main/resources and target/classes of the working directory, if they exist
			  --profiles=NAME   profiles of Spring to check with, separated by commas
			  --KEY.KEY=VALUE   a property, as on the command line of the application
			  --print           print the effective configuration, every default written out, and its digest
			  --help            print this text, or after explain, diff, migrate, schema or test the options of that
			Without a word it checks. explain says how one request is decided, diff which requests a change lets through or
			refuses; migrate translates 'spring.security.oauth2.resourceserver.*'; schema prints a schema for editors; test
			decides the requests of a file.
			Environment variables and system properties count as for the application, SPRING_APPLICATION_JSON included.
			Exit code: 0 no problems, 1 problems, 2 wrong usage.""";

	private static final List<Path> DEFAULT_CLASSPATH = List.of(Path.of("src", "main", "resources"),
			Path.of("target", "classes"));

	/** Includes the hint that Spring Boot accepts for a name without an extension. */
	private static final Pattern CONFIGURATION = Pattern
		.compile("(?is).*(\\.(ya?ml|properties|xml)|\\[\\.(ya?ml|properties|xml)])");

	/**
	 * Reads the arguments.
	 * @param arguments files and options
	 * @return what to check
	 * @throws IllegalArgumentException if they are not understood, or there is nothing to
	 * check
	 */
	static CheckArguments parse(String... arguments) {
		CheckArguments parsed = new CheckArguments(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>(), new ArrayList<>(), List.of(arguments).contains("--print"));
		for (String argument : arguments) {
			parsed.add(argument);
		}
		if (parsed.files.isEmpty() && parsed.manifests.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to check.");
		}
		if (parsed.classpath.isEmpty()) {
			DEFAULT_CLASSPATH.stream().filter(Files::isDirectory).forEach(parsed.classpath::add);
		}
		return parsed;
	}

	private void add(String argument) {
		if (argument.equals("--print")) {
			return;
		}
		if (!argument.startsWith("-")) {
			this.files.add(file(argument));
			return;
		}
		int equals = argument.indexOf('=');
		if (equals > 0 && argument.substring(0, equals).matches("--[^.]+\\..+")) {
			this.properties.add(argument);
			return;
		}
		String value = argument.substring(equals + 1);
		if (equals < 0 || value.isEmpty()) {
			throw new IllegalArgumentException("Not understood: " + argument);
		}
		switch (argument.substring(0, equals)) {
			case "--manifests" -> this.manifests.add(Path.of(value));
			case "--classpath" -> this.classpath.add(directory(value));
			case "--profiles" -> this.profiles.addAll(List.of(value.split(",")));
			default -> throw new IllegalArgumentException("Not understood: " + argument);
		}
	}

	/** Spring Boot reads a file by the extension of its name, or as a directory. */
	private static Path file(String value) {
		Path file = Path.of(value);
		if (Files.isDirectory(file)) {
			throw new IllegalArgumentException(
					"Not a file: " + value + " (a directory of manifests is named by --manifests=" + value + ")");
		}
		if (!isConfiguration(value)) {
			throw new IllegalArgumentException("Not the name of a .yml, .yaml or .properties file: " + value);
		}
		return file;
	}

	/**
	 * Whether Spring Boot reads a file of this name.
	 * @param name the name
	 * @return {@code false} if its extension is another one
	 */
	static boolean isConfiguration(String name) {
		return CONFIGURATION.matcher(name).matches();
	}

	/**
	 * What the application reads.
	 * @param mounted the manifests as a pod has them
	 */
	FilesEnvironment.Sources sources(List<Path> mounted) {
		return new FilesEnvironment.Sources(this.files, mounted, this.profiles, this.properties);
	}

	private static Path directory(String value) {
		Path directory = Path.of(value);
		if (!Files.isDirectory(directory)) {
			throw new IllegalArgumentException("Not a directory: " + value);
		}
		return directory;
	}

}
