package io.microgate.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;

/**
 * Stops the start with all problems of the configuration at once.
 */
public final class InvalidConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Comparator<Problem> ORDER = Comparator
		.comparing((Problem problem) -> !(problem.origin() instanceof TextResourceOrigin))
		.thenComparing((problem) -> resource(problem.origin()))
		.thenComparingInt((problem) -> line(problem.origin()))
		.thenComparingInt((problem) -> column(problem.origin()))
		.thenComparing(Problem::property)
		.thenComparing(Problem::rule);

	private final transient List<Problem> problems;

	InvalidConfigurationException(List<Problem> problems) {
		super(headline(problems.size()));
		this.problems = problems.stream().sorted(ORDER).toList();
	}

	/**
	 * How many problems there are.
	 * @return at least one
	 */
	public int count() {
		return this.problems.size();
	}

	/**
	 * How many problems there are, in words for a place that has no room for them.
	 * @return the summary
	 */
	public String summary() {
		return ((count() == 1) ? "1 problem" : count() + " problems") + ", see the log";
	}

	/**
	 * The problems in the order of the files they are in.
	 * @return at least one problem
	 */
	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * All problems as text of several lines. The message is one line, because Spring and
	 * the web server repeat it in lines of their own.
	 * @return the report
	 */
	public String report() {
		return IntStream.range(0, this.problems.size())
			.mapToObj((i) -> "%n%n%d. %s".formatted(i + 1, this.problems.get(i)))
			.collect(Collectors.joining("", getMessage() + ":", ""));
	}

	/** With the report, for stack traces where no failure analyzer prints it. */
	@Override
	public String toString() {
		return getClass().getName() + ": " + report();
	}

	private static String headline(int problems) {
		return (problems == 1) ? "The configuration under 'microgate' has a problem"
				: "The configuration under 'microgate' has " + problems + " problems";
	}

	private static String resource(@Nullable Origin origin) {
		return (origin instanceof TextResourceOrigin text) ? String.valueOf(text.getResource()) : "";
	}

	private static int line(@Nullable Origin origin) {
		Location location = location(origin);
		return (location != null) ? location.getLine() : -1;
	}

	private static int column(@Nullable Origin origin) {
		Location location = location(origin);
		return (location != null) ? location.getColumn() : -1;
	}

	private static @Nullable Location location(@Nullable Origin origin) {
		return (origin instanceof TextResourceOrigin text) ? text.getLocation() : null;
	}

}
