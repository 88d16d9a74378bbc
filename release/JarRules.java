import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The rules for the jar with the classes. */
record JarRules(PublishedModule module, String version, Problems problems) {

	private static final Set<String> FOREIGN_LIBRARIES = Set.of("junit", "assertj", "mockito", "spring-test",
			"spring-boot-test", "archunit");

	private static final String OF_EVERY_JAR = "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE"
			+ "|maven/io\\.microgate/[^/]+/pom\\.(xml|properties))";

	private static final String METADATA_OF_TYPE = "META-INF/spring/configuration-metadata/io\\.microgate\\.[\\w.$]+\\.json";

	/**
	 * Checks a jar.
	 * @param jar the jar
	 * @param sources the jar with its sources
	 * @param project the files that the sources of the module are
	 * @param packages the packages of the modules before, which those of this are added to
	 */
	void check(Archive jar, Archive sources, Map<String, byte[]> project, Set<String> packages) {
		manifest(jar);
		Map<String, byte[]> classes = new LinkedHashMap<>();
		jar.files().forEach((name, content) -> {
			if (!isExpected(name, project)) {
				this.problems.add("contains " + name + ", which is not Microgate's");
			}
			if (name.endsWith(".class") && name.startsWith(root() + "io/microgate/")) {
				classes.put(name.substring(root().length()), content);
			}
		});
		if (classes.isEmpty() == this.module.hasClasses()) {
			this.problems.add(classes.isEmpty() ? "has no classes" : "has classes, but is a starter");
		}
		classes.forEach((name, content) -> type(name, content, sources));
		classes.keySet().stream().map((name) -> name.substring(0, name.lastIndexOf('/'))).distinct().forEach((name) -> {
			if (!packages.add(name)) {
				this.problems.add("has the package " + name + ", which another module has");
			}
		});
		sources(sources, project, classes);
		resources(jar, project);
		if (this.module.isExecutable()) {
			libraries(jar);
		}
	}

	private void sources(Archive sources, Map<String, byte[]> project, Map<String, byte[]> classes) {
		sources.files().keySet().forEach((name) -> {
			if (name.endsWith(".java") && !classes.containsKey(name.replaceFirst("java$", "class"))) {
				this.problems.add("has no class of the source " + name);
			}
			if (!project.containsKey(name) && !name.matches(OF_EVERY_JAR)) {
				this.problems.add("has the source " + name + ", which is not Microgate's");
			}
		});
		project.forEach((name, content) -> {
			if (!Arrays.equals(content, sources.files().get(name))) {
				this.problems.add("has not the project's " + name + " in the jar of sources");
			}
		});
	}

	private void resources(Archive jar, Map<String, byte[]> project) {
		project.forEach((name, content) -> {
			String place = name.startsWith("META-INF/") ? name : root() + name;
			if (!name.endsWith(".java") && !Arrays.equals(content, jar.files().get(place))) {
				this.problems.add("has not the project's " + name);
			}
		});
		this.module.generated()
			.stream()
			.filter((name) -> jar.text(name).isBlank())
			.forEach((name) -> this.problems.add("has no " + name));
	}

	private String root() {
		return this.module.isExecutable() ? "BOOT-INF/classes/" : "";
	}

	private void manifest(Archive jar) {
		Attributes attributes = attributes(jar);
		expect(attributes, "Automatic-Module-Name", "io.microgate.jwt." + this.module.name());
		expect(attributes, "Implementation-Version", this.version);
		for (String name : List.of("Built-By", "Build-Host", "Build-Time", "Build-Os", "Build-Jdk")) {
			if (attributes.getValue(name) != null) {
				this.problems.add("has " + name + ", which tells where it was built");
			}
		}
		if (this.module.isExecutable()) {
			expect(attributes, "Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
			expect(attributes, "Start-Class", "io.microgate.check.CheckCommand");
		}
		if (this.module.name().equals("starter")) {
			expect(attributes, "Spring-Boot-Jar-Type", "dependencies-starter");
		}
	}

	private void expect(Attributes attributes, String name, String value) {
		if (!value.equals(attributes.getValue(name))) {
			this.problems.add("has not '" + value + "' as " + name);
		}
	}

	private static Attributes attributes(Archive jar) {
		byte[] content = jar.files().getOrDefault("META-INF/MANIFEST.MF", new byte[0]);
		try (InputStream stream = new ByteArrayInputStream(content)) {
			return new Manifest(stream).getMainAttributes();
		}
		catch (IOException ex) {
			return new Attributes();
		}
	}

	private boolean isExpected(String name, Map<String, byte[]> project) {
		if (this.module.isExecutable() && name.matches("org/springframework/boot/loader/.*\\.class"
				+ "|META-INF/services/java\\.nio\\.file\\.spi\\.FileSystemProvider"
				+ "|BOOT-INF/lib/[^/]+\\.jar|BOOT-INF/(classpath|layers)\\.idx")) {
			return true;
		}
		boolean ofModule = name.endsWith(".class") && name.startsWith(root() + "io/microgate/");
		boolean ofProject = !name.endsWith(".java") && project.containsKey(name);
		return ofModule || ofProject || name.matches(OF_EVERY_JAR) || this.module.generated().contains(name)
				|| name.matches(METADATA_OF_TYPE);
	}

	private void type(String name, byte[] content, Archive sources) {
		String source = name.replaceFirst("(\\$[^/]*)?\\.class$", ".java");
		if (!sources.files().containsKey(source)) {
			this.problems.add("has no source of the class " + name);
		}
		if (source.endsWith("Tests.java") && !source.startsWith("io/microgate/test/")) {
			this.problems.add("contains the test " + name);
		}
		if (content.length < 8 || content[7] != 61) {
			this.problems.add("has the class " + name + ", which is not of Java 17");
		}
	}

	private void libraries(Archive jar) {
		Set<String> names = libraryNames(jar);
		Set<String> notices = jar.text("META-INF/THIRD-PARTY")
			.lines()
			.map((line) -> line.split(" +")[0])
			.collect(Collectors.toSet());
		for (String name : names) {
			boolean own = name.startsWith("microgate-");
			if (FOREIGN_LIBRARIES.stream().anyMatch(name::startsWith)) {
				this.problems.add("contains the test library " + name);
			}
			if (own && !name.endsWith("-" + this.version + ".jar")) {
				this.problems.add("contains another version: " + name);
			}
			if (!own && !notices.contains(name.replaceFirst("-\\d.*", ""))) {
				this.problems.add("contains " + name + ", which META-INF/THIRD-PARTY does not name");
			}
		}
		if (names.stream().noneMatch((name) -> name.startsWith("microgate-jwt-autoconfigure"))) {
			this.problems.add("does not contain what it runs");
		}
	}

	/** The jars that a jar contains. */
	static Set<String> libraryNames(Archive jar) {
		return jar.files()
			.keySet()
			.stream()
			.filter((name) -> name.startsWith("BOOT-INF/lib/"))
			.map((name) -> name.substring("BOOT-INF/lib/".length()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
