package io.microgate.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * The arguments that say which policy cases a configuration is tested with.
 *
 * @param cases files of policy cases
 * @param configuration which configuration decides
 * @param json whether JSON is printed
 */
record TestArguments(List<Path> cases, CheckArguments configuration, boolean json) {

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar test CASES [OPTION]... [FILE]...
			  CASES                a file of policy cases, or several of them separated by commas
			  FILE, --manifests, --classpath, --profiles, --KEY.KEY=VALUE   the configuration, as for check
			  --format=text|json   what is printed; by default text
			Exit code: 0 all requests are decided as expected, 1 some are not, 2 the cases or the configuration
			cannot be used.""";

	private static final String FORMAT = "--format=";

	/**
	 * Reads the arguments.
	 * @param arguments options and the names of files, of which the first has the cases
	 * @return what to test
	 * @throws IllegalArgumentException if they are not understood, or there are no cases
	 */
	static TestArguments parse(String... arguments) {
		List<Path> cases = new ArrayList<>();
		List<String> others = new ArrayList<>();
		String format = "text";
		for (String argument : arguments) {
			if (argument.startsWith(FORMAT)) {
				format = argument.substring(FORMAT.length());
			}
			else if (cases.isEmpty() && !argument.startsWith("-")) {
				Stream.of(argument.split(",")).map(Path::of).forEach(cases::add);
			}
			else {
				Assert.isTrue(!argument.equals("--print"), "Not understood: --print");
				others.add(argument);
			}
		}
		Assert.isTrue(!cases.isEmpty(), "There is no file of policy cases");
		Assert.isTrue(List.of("text", "json").contains(format), "--format must be text or json");
		return new TestArguments(cases, CheckArguments.parse(others.toArray(String[]::new)), format.equals("json"));
	}

}
