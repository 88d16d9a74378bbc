package io.microgate.test.policy;

import java.util.List;

/**
 * Thrown if a file of policy cases cannot be used.
 */
public final class InvalidPolicyCasesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> problems;

	InvalidPolicyCasesException(List<String> problems) {
		super(String.join(System.lineSeparator(), problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Returns all that is wrong.
	 * @return the problems, each with its {@code file:line}
	 */
	public List<String> problems() {
		return this.problems;
	}

}
