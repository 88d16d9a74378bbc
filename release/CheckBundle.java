import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Checks a bundle for Maven Central against the rules of {@code release/README.md}.
 * <p>
 * {@code java release/CheckBundle.java BUNDLE VERSION}, in the folder of the project. The
 * keys that may sign are those of {@code GNUPGHOME}.
 */
final class CheckBundle {

	private static final String GROUP = "io.microgate";

	private static final List<Module> MODULES = List.of(new Module("bom", 0), new Module("autoconfigure", 2500),
			new Module("starter", 20), new Module("test", 800), new Module("check", 30_000),
			new Module("explorer", 200));

	private static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256",
			"sha512", "SHA-512");

	/** What a file must not say of the machine that it was built on. */
	private static final List<String> WORKPLACE = List.of(Path.of("").toAbsolutePath().toString(),
			System.getProperty("user.home") + "/");

	/** Digests of signed files and their signatures that have been verified. */
	private static final Set<String> VERIFIED = ConcurrentHashMap.newKeySet();

	private final List<String> problems = new ArrayList<>();

	private final Map<String, byte[]> bundle;

	private final String version;

	private final Path project;

	private CheckBundle(Map<String, byte[]> bundle, String version, Path project) {
		this.bundle = bundle;
		this.version = version;
		this.project = project;
	}

	public static void main(String[] arguments) throws IOException {
		if (arguments.length != 2) {
			System.err.println("Usage: java release/CheckBundle.java BUNDLE VERSION");
			System.exit(2);
		}
		Archive archive = Archive.read(Files.readAllBytes(Path.of(arguments[0])));
		List<String> problems = problems(archive, arguments[1], Path.of(""));
		problems.forEach((problem) -> System.out.println("PROBLEM " + problem));
		System.out.printf("%d files of %d modules checked, %d problems%n", archive.files().size(), MODULES.size(),
				problems.size());
		System.exit(problems.isEmpty() ? 0 : 1);
	}

	/** Returns what the rules forbid in a bundle; nothing if it can be published. */
	static List<String> problems(Archive archive, String version, Path project) {
		CheckBundle check = new CheckBundle(archive.files(), version, project);
		check.problems.addAll(archive.problems());
		check.layout();
		check.checksums();
		check.signatures();
		Set<String> packages = new TreeSet<>();
		for (Module module : MODULES) {
			check.pom(module);
			if (!module.isBom()) {
				check.sbom(module);
				check.jars(module, packages);
			}
		}
		return check.problems;
	}

	private void layout() {
		if (this.version.contains("SNAPSHOT")) {
			problem("version", "'" + this.version + "' is no release");
		}
		Set<String> expected = new TreeSet<>();
		for (Module module : MODULES) {
			for (String suffix : module.files()) {
				String file = path(module, suffix);
				for (String signed : List.of(file, file + ".asc")) {
					expected.add(signed);
					CHECKSUMS.keySet().forEach((checksum) -> expected.add(signed + "." + checksum));
				}
			}
		}
		// Central asks for no checksum of a signature
		expected.stream()
			.filter((name) -> !this.bundle.containsKey(name))
			.filter((name) -> !name.matches(".*\\.asc\\.\\w+"))
			.forEach((name) -> problem(name, "is missing"));
		this.bundle.keySet()
			.stream()
			.filter((name) -> !expected.contains(name))
			.forEach((name) -> problem(name, "does not belong to a published module"));
	}

	private void checksums() {
		this.bundle.forEach((name, content) -> {
			String algorithm = CHECKSUMS.get(extension(name));
			byte[] file = this.bundle.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
			if (algorithm != null && file != null && !text(content).strip().equals(digest(file, algorithm))) {
				problem(name, "is not the checksum of the file");
			}
		});
	}

	private void signatures() {
		try {
			Path folder = Files.createTempDirectory("signed");
			Path file = folder.resolve("file");
			Path signature = folder.resolve("file.asc");
			for (Map.Entry<String, byte[]> entry : this.bundle.entrySet()) {
				byte[] signed = this.bundle.get(entry.getKey().replaceFirst("\\.asc$", ""));
				if (!entry.getKey().endsWith(".asc") || signed == null) {
					continue;
				}
				String digests = digest(signed, "SHA-512") + digest(entry.getValue(), "SHA-512");
				if (VERIFIED.contains(digests)) {
					continue;
				}
				Files.write(file, signed);
				Files.write(signature, entry.getValue());
				if (isValid(signature, file)) {
					VERIFIED.add(digests);
				}
				else {
					problem(entry.getKey(), "is not a signature of the file by a known key");
				}
			}
			Files.deleteIfExists(file);
			Files.deleteIfExists(signature);
			Files.delete(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isValid(Path signature, Path file) throws IOException {
		Process gpg = new ProcessBuilder("gpg", "--batch", "--status-fd", "1", "--verify", signature.toString(),
				file.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String status = text(gpg.getInputStream().readAllBytes());
		try {
			return gpg.waitFor() == 0 && status.contains("[GNUPG:] VALIDSIG");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void pom(Module module) {
		String name = path(module, ".pom");
		byte[] content = this.bundle.get(name);
		if (content != null) {
			noSnapshot(name, text(content));
			noWorkplace(name, content);
			new PomRules(module, this.version, (problem) -> problem(name, problem)).check(content);
		}
	}

	private void sbom(Module module) {
		String name = path(module, "-cyclonedx.json");
		byte[] content = this.bundle.get(name);
		if (content == null) {
			return;
		}
		String sbom = text(content);
		noSnapshot(name, sbom);
		noWorkplace(name, content);
		if (!sbom.contains("\"CycloneDX\"")) {
			problem(name, "is not in the format of CycloneDX");
		}
		if (!sbom.contains("pkg:maven/" + GROUP + "/" + module.artifact() + "@" + this.version + "?type=jar")) {
			problem(name, "does not name the module and its version");
		}
		byte[] pom = this.bundle.get(path(module, ".pom"));
		if (pom != null) {
			PomRules.dependencies(pom)
				.stream()
				.filter((dependency) -> !sbom.contains("pkg:maven/" + dependency + "?"))
				.forEach((dependency) -> problem(name, "does not list " + dependency));
		}
	}

	private void jars(Module module, Set<String> packages) {
		Archive jar = jar(module, ".jar");
		Archive sources = jar(module, "-sources.jar");
		Archive javadoc = jar(module, "-javadoc.jar");
		if (jar != null && sources != null) {
			String name = path(module, ".jar");
			new JarRules(module, this.version, (problem) -> problem(name, problem)).check(jar, sources, packages);
			long kilobytes = this.bundle.get(name).length / 1024;
			if (kilobytes > module.maxKilobytes()) {
				problem(name, "has " + kilobytes + " KB, more than " + module.maxKilobytes());
			}
		}
		if (javadoc != null) {
			javadoc(path(module, "-javadoc.jar"), module, javadoc);
		}
	}

	private Archive jar(Module module, String suffix) {
		String name = path(module, suffix);
		byte[] content = this.bundle.get(name);
		if (content == null) {
			return null;
		}
		Archive jar = Archive.read(content);
		jar.problems().forEach((problem) -> problem(name, problem));
		for (String file : List.of("LICENSE", "NOTICE")) {
			if (!Arrays.equals(jar.files().get("META-INF/" + file), projectFile(file))) {
				problem(name, "does not have the project's " + file + " in META-INF");
			}
		}
		jar.files().forEach((entry, bytes) -> {
			if (entry.endsWith(".properties") || entry.endsWith(".MF") || entry.endsWith(".xml")) {
				noSnapshot(name + "!" + entry, text(bytes));
			}
			if (!entry.endsWith(".jar")) {
				noWorkplace(name + "!" + entry, bytes);
			}
		});
		return jar;
	}

	private void javadoc(String name, Module module, Archive javadoc) {
		if (!module.hasClasses()) {
			return;
		}
		if (!javadoc.files().containsKey("index.html")) {
			problem(name, "has no index.html");
		}
		String prefix = module.name().equals("test") ? "io.microgate.test." : "io.microgate.";
		Matcher type = Pattern.compile("`(io\\.microgate\\.[\\w.]+)`").matcher(rows(projectFile("docs/reference/api.md")));
		while (type.find() && List.of("autoconfigure", "test").contains(module.name())) {
			String listed = type.group(1);
			boolean ofModule = listed.startsWith(prefix)
					&& listed.startsWith("io.microgate.test.") == module.name().equals("test");
			String page = listed.replaceAll("\\.(?=[a-z])", "/").replaceFirst("\\.(?=[A-Z])", "/") + ".html";
			if (ofModule && !javadoc.files().containsKey(page)) {
				problem(name, "does not describe " + listed);
			}
		}
	}

	/** The rows of tables whose first column names types. */
	private static String rows(byte[] page) {
		return text(page).lines().filter((line) -> line.startsWith("| `io.")).collect(Collectors.joining("\n"));
	}

	private byte[] projectFile(String name) {
		try {
			return Files.readAllBytes(this.project.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void noSnapshot(String name, String content) {
		if (content.contains("-SNAPSHOT")) {
			problem(name, "mentions a snapshot");
		}
	}

	private void noWorkplace(String name, byte[] content) {
		String characters = new String(content, StandardCharsets.ISO_8859_1);
		if (WORKPLACE.stream().anyMatch(characters::contains)) {
			problem(name, "has a path of the machine that it was built on");
		}
	}

	private void problem(String name, String problem) {
		this.problems.add(name + " " + problem);
	}

	private String path(Module module, String suffix) {
		return path(module.artifact(), this.version, suffix);
	}

	static String path(String artifact, String version, String suffix) {
		return GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + suffix;
	}

	private static String extension(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	static String text(byte[] content) {
		return new String(content, StandardCharsets.UTF_8);
	}

	static String digest(byte[] content, String algorithm) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A published module.
	 *
	 * @param name the artifact without the name of the project
	 * @param maxKilobytes the size that the jar must not exceed
	 */
	record Module(String name, int maxKilobytes) {

		String artifact() {
			return "microgate-jwt-" + this.name;
		}

		boolean isBom() {
			return this.name.equals("bom");
		}

		boolean hasClasses() {
			return !isBom() && !this.name.equals("starter");
		}

		/** The command line: a jar that has all it needs, in the layout of Spring Boot. */
		boolean isExecutable() {
			return this.name.equals("check");
		}

		List<String> files() {
			return isBom() ? List.of(".pom")
					: List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
		}

	}

	/** The files of a zip by name, and what is wrong with the zip itself. */
	record Archive(Map<String, byte[]> files, List<String> problems) {

		static Archive read(byte[] content) {
			Map<String, byte[]> files = new TreeMap<>();
			List<String> problems = new ArrayList<>();
			try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
				for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
					if (!entry.isDirectory() && files.put(entry.getName(), zip.readAllBytes()) != null) {
						problems.add("contains " + entry.getName() + " twice");
					}
				}
			}
			catch (IOException ex) {
				problems.add("cannot be read: " + ex.getMessage());
			}
			if (files.isEmpty()) {
				problems.add("contains nothing");
			}
			return new Archive(files, problems);
		}

	}

	/** Receives what is wrong with a file. */
	interface Problems {

		void add(String problem);

	}

	/** The rules for poms. */
	record PomRules(Module module, String version, Problems problems) {

		private static final List<String> REQUIRED = List.of("name", "description", "url", "licenses/license/name",
				"licenses/license/url", "developers/developer/name", "developers/developer/organization",
				"scm/connection", "scm/developerConnection", "scm/url");

		private static final List<String> FORBIDDEN = List.of("parent", "build", "profiles", "repositories",
				"pluginRepositories", "distributionManagement", "properties", "modules", "reporting");

		void check(byte[] content) {
			Element pom = parse(content);
			if (pom == null) {
				this.problems.add("is not XML");
				return;
			}
			coordinates(pom);
			REQUIRED.stream()
				.filter((path) -> value(pom, path).isBlank())
				.forEach((path) -> this.problems.add("has no " + path));
			FORBIDDEN.stream()
				.filter((name) -> child(pom, name) != null)
				.forEach((name) -> this.problems.add("has <" + name + ">, which concerns only the build"));
			if (CheckBundle.text(content).contains("${")) {
				this.problems.add("has a placeholder");
			}
			List<Element> dependencies = list(pom, "dependencies");
			dependencies.forEach(this::dependency);
			if (this.module.isExecutable() && !dependencies.isEmpty()) {
				this.problems.add("has dependencies, which the executable jar contains");
			}
			management(pom);
		}

		private void coordinates(Element pom) {
			String coordinates = value(pom, "groupId") + ":" + value(pom, "artifactId") + ":" + value(pom, "version");
			if (!coordinates.equals(GROUP + ":" + this.module.artifact() + ":" + this.version)) {
				this.problems.add("is the pom of " + coordinates);
			}
			String packaging = value(pom, "packaging");
			if (!(packaging.isEmpty() ? "jar" : packaging).equals(this.module.isBom() ? "pom" : "jar")) {
				this.problems.add("has the packaging " + packaging);
			}
		}

		private void dependency(Element dependency) {
			String name = value(dependency, "groupId") + ":" + value(dependency, "artifactId");
			if (value(dependency, "version").isEmpty()) {
				this.problems.add("has no version for " + name);
			}
			if (!List.of("", "compile", "runtime", "provided").contains(value(dependency, "scope"))) {
				this.problems.add("has " + name + " with the scope " + value(dependency, "scope"));
			}
			if (child(dependency, "exclusions") != null) {
				this.problems.add("has exclusions for " + name);
			}
			if (value(dependency, "groupId").equals(GROUP)) {
				ownModule(dependency);
			}
		}

		private void ownModule(Element dependency) {
			String artifact = value(dependency, "artifactId");
			if (MODULES.stream().noneMatch((published) -> published.artifact().equals(artifact))) {
				this.problems.add("depends on " + artifact + ", which is not published");
			}
			if (!value(dependency, "version").equals(this.version)) {
				this.problems.add("has another version of " + artifact);
			}
		}

		private void management(Element pom) {
			Element management = child(pom, "dependencyManagement");
			if (!this.module.isBom()) {
				if (management != null) {
					this.problems.add("manages dependencies");
				}
				return;
			}
			List<Element> managed = (management != null) ? list(management, "dependencies") : List.of();
			managed.forEach(this::dependency);
			Set<String> names = managed.stream()
				.map((dependency) -> value(dependency, "groupId") + ":" + value(dependency, "artifactId"))
				.collect(Collectors.toCollection(TreeSet::new));
			Set<String> expected = MODULES.stream()
				.filter((published) -> !published.isBom())
				.map((published) -> GROUP + ":" + published.artifact())
				.collect(Collectors.toCollection(TreeSet::new));
			if (!names.equals(expected)) {
				this.problems.add("manages " + names + " instead of " + expected);
			}
		}

		/** Dependencies of compile and runtime scope, as {@code group/artifact@version}. */
		static List<String> dependencies(byte[] content) {
			Element pom = parse(content);
			return (pom == null) ? List.of()
					: list(pom, "dependencies").stream()
						.filter((dependency) -> !value(dependency, "scope").equals("provided"))
						.map((dependency) -> value(dependency, "groupId") + "/" + value(dependency, "artifactId") + "@"
								+ value(dependency, "version"))
						.toList();
		}

		private static Element parse(byte[] content) {
			try {
				DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
				factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
				var builder = factory.newDocumentBuilder();
				builder.setErrorHandler(null);
				return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
			}
			catch (SAXException ex) {
				return null;
			}
			catch (ParserConfigurationException | IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static List<Element> list(Element element, String name) {
			Element list = child(element, name);
			return (list != null) ? children(list).toList() : List.of();
		}

		private static Stream<Element> children(Element element) {
			NodeList nodes = element.getChildNodes();
			return Stream.iterate(0, (index) -> index < nodes.getLength(), (index) -> index + 1)
				.map(nodes::item)
				.filter((node) -> node.getNodeType() == Node.ELEMENT_NODE)
				.map(Element.class::cast);
		}

		private static Element child(Element element, String name) {
			return children(element).filter((child) -> child.getTagName().equals(name)).findFirst().orElse(null);
		}

		private static String value(Element element, String path) {
			Element found = element;
			for (String name : path.split("/")) {
				found = (found != null) ? child(found, name) : null;
			}
			return (found != null) ? found.getTextContent().strip() : "";
		}

	}

	/** The rules for the jar with the classes. */
	record JarRules(Module module, String version, Problems problems) {

		private static final Set<String> FOREIGN_LIBRARIES = Set.of("junit", "assertj", "mockito", "spring-test",
				"spring-boot-test", "archunit");

		void check(Archive jar, Archive sources, Set<String> packages) {
			manifest(jar);
			Map<String, byte[]> classes = new LinkedHashMap<>();
			String root = this.module.isExecutable() ? "BOOT-INF/classes/" : "";
			jar.files().forEach((name, content) -> {
				if (!isExpected(name)) {
					this.problems.add("contains " + name + ", which is not Microgate's");
				}
				if (name.endsWith(".class") && name.startsWith(root + "io/microgate/")) {
					classes.put(name.substring(root.length()), content);
				}
			});
			if (classes.isEmpty() == this.module.hasClasses()) {
				this.problems.add(classes.isEmpty() ? "has no classes" : "has classes, but is a starter");
			}
			classes.forEach((name, content) -> type(name, content, sources));
			sources.files().keySet().stream().filter((name) -> name.endsWith(".java")).forEach((name) -> {
				if (!classes.containsKey(name.replaceFirst("java$", "class"))) {
					this.problems.add("has no class of the source " + name);
				}
			});
			classes.keySet().stream().map((name) -> name.substring(0, name.lastIndexOf('/'))).distinct().forEach((name) -> {
				if (!packages.add(name)) {
					this.problems.add("has the package " + name + ", which another module has");
				}
			});
			if (this.module.isExecutable()) {
				libraries(jar);
			}
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

		private boolean isExpected(String name) {
			if (this.module.isExecutable() && (name.startsWith("org/springframework/boot/loader/")
					|| name.startsWith("BOOT-INF/classes/io/microgate/check/")
					|| name.startsWith("BOOT-INF/classes/META-INF/") || name.matches("BOOT-INF/lib/[^/]+\\.jar")
					|| name.matches("BOOT-INF/[^/]+\\.idx"))) {
				return true;
			}
			boolean ofModule = !this.module.isExecutable() && name.startsWith("io/microgate/");
			return ofModule || (name.startsWith("META-INF/") && !name.endsWith(".class"));
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
			List<String> names = jar.files()
				.keySet()
				.stream()
				.filter((name) -> name.startsWith("BOOT-INF/lib/"))
				.map((name) -> name.substring("BOOT-INF/lib/".length()))
				.toList();
			for (String name : names) {
				if (FOREIGN_LIBRARIES.stream().anyMatch(name::startsWith)) {
					this.problems.add("contains the test library " + name);
				}
				if (name.startsWith("microgate-") && !name.endsWith("-" + this.version + ".jar")) {
					this.problems.add("contains another version: " + name);
				}
			}
			if (names.stream().noneMatch((name) -> name.startsWith("microgate-jwt-autoconfigure"))) {
				this.problems.add("does not contain what it runs");
			}
		}

	}

}
