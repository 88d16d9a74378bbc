import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules for the list of what a module contains or depends on. */
record SbomRules(PublishedModule module, String version, Problems problems) {

	/**
	 * Checks an SBOM.
	 * @param content the SBOM
	 * @param dependencies those of the pom, as {@code group/artifact@version}
	 * @param libraries the file names of the jars that the jar contains
	 */
	void check(String content, List<String> dependencies, Set<String> libraries) {
		Object sbom = Json.read(content);
		if (!"CycloneDX".equals(Json.get(sbom, "bomFormat"))) {
			this.problems.add("is not JSON in the format of CycloneDX");
			return;
		}
		if (!url(PublishedModule.GROUP + "/" + this.module.artifact() + "@" + this.version)
			.equals(Json.get(sbom, "metadata", "component", "purl"))) {
			this.problems.add("does not name the module and its version");
		}
		List<Object> listed = components(sbom).map((component) -> Json.get(component, "purl")).toList();
		dependencies.stream()
			.filter((dependency) -> !listed.contains(url(dependency)))
			.forEach((dependency) -> this.problems.add("does not list " + dependency));
		if (this.module.isExecutable()) {
			Set<String> jars = new TreeSet<>();
			components(sbom).forEach((component) -> jars
				.add(Json.get(component, "name") + "-" + Json.get(component, "version") + ".jar"));
			if (!jars.equals(libraries)) {
				this.problems.add("lists " + jars + " for a jar with " + libraries);
			}
		}
	}

	private static Stream<?> components(Object sbom) {
		return (Json.get(sbom, "components") instanceof Collection<?> components) ? components.stream() : Stream.empty();
	}

	private static String url(String dependency) {
		return "pkg:maven/" + dependency + "?type=jar";
	}

}
