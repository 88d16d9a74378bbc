package io.microgate.benchmarks;

/**
 * A build that is measured.
 *
 * @param name its name in messages
 * @param classPath its libraries
 * @param file what is measured with them
 */
record Build(String name, ClassPath classPath, FigureFile file) {

	Figures figures() {
		return this.file.figures();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
