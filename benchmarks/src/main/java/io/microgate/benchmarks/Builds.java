package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Selects the builds that are measured in turn: the one that runs and, with
 * {@code libraries=}, another one before it.
 */
final class Builds {

	private static final String OTHER = "before";

	private final List<Build> builds;

	private Builds(List<Build> builds) {
		this.builds = builds;
	}

	static Builds of(Arguments arguments, String command) throws IOException {
		String libraries = arguments.text("libraries", "");
		Build own = new Build(libraries.isEmpty() ? "" : "after", ClassPath.own(),
				FigureFile.of(arguments.output(), command, arguments));
		return new Builds(
				libraries.isEmpty() ? List.of(own) : List.of(new Build(OTHER, ClassPath.in(Path.of(libraries)),
						FigureFile.of(arguments.output().resolve(OTHER), command, arguments)), own));
	}

	/** The build that runs. */
	Build own() {
		return this.builds.get(this.builds.size() - 1);
	}

	/**
	 * Orders the builds for a round: every other round begins with the other build.
	 * @param round the number of the round
	 * @return all builds
	 */
	List<Build> inTurn(int round) {
		Build[] order = this.builds.toArray(Build[]::new);
		if (round % 2 == 1) {
			Collections.reverse(Arrays.asList(order));
		}
		return List.of(order);
	}

	/**
	 * Writes all values, and compares the builds if there are two.
	 * @param quantities the quantities to compare
	 * @throws IOException if the values cannot be written
	 */
	void finish(String... quantities) throws IOException {
		for (Build build : this.builds) {
			build.file().write();
		}
		if (this.builds.size() > 1) {
			new Comparison(this.builds.get(0).figures(), own().figures()).print(quantities);
		}
	}

}
