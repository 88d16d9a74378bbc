package io.microgate.coverage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the start if a bean would read requests differently from how they are decided.
 */
public final class RequestReadingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String cures;

	RequestReadingException(List<RequestReadingProblem> problems) {
		super(problems.stream()
			.map(RequestReadingProblem::description)
			.collect(Collectors.joining(String.format("%n"))));
		this.cures = problems.stream()
			.map(RequestReadingProblem::cure)
			.distinct()
			.collect(Collectors.joining(String.format("%n")));
	}

	public String cures() {
		return this.cures;
	}

}
