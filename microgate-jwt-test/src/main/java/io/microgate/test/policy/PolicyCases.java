package io.microgate.test.policy;

import java.nio.file.Path;
import java.util.List;

import io.microgate.configuration.CheckedConfiguration;

/**
 * Policy cases as a file has them.
 *
 * @param cases the cases, in their order
 */
public record PolicyCases(List<PolicyCase> cases) {

	/**
	 * Copies the cases.
	 */
	public PolicyCases {
		cases = List.copyOf(cases);
	}

	/**
	 * Reads a file.
	 * @param file the file, YAML
	 * @return the cases
	 * @throws InvalidPolicyCasesException with all problems, if there are any
	 */
	public static PolicyCases read(Path file) {
		return PolicyCasesReader.read(file, null);
	}

	/**
	 * Reads a file whose cases name only resources of a configuration.
	 * @param file the file, YAML
	 * @param configuration the configuration
	 * @return the cases
	 * @throws InvalidPolicyCasesException with all problems, if there are any
	 */
	public static PolicyCases read(Path file, CheckedConfiguration configuration) {
		return PolicyCasesReader.read(file, configuration.properties());
	}

	/**
	 * Writes the cases in their order, each in its shortest form, so that a change of a
	 * case is a difference of its lines.
	 * @return YAML that can be read again
	 */
	public String toYaml() {
		return PolicyCasesWriter.write(this.cases);
	}

}
