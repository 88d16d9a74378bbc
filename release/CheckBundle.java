import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checks a bundle for Maven Central against the rules of {@code release/README.md}.
 * <p>
 * {@code java -cp CLASSES CheckBundle BUNDLE VERSION}, in the folder of the project. The
 * keys that may sign are those of {@code GNUPGHOME}.
 */
final class CheckBundle {

	static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256",
			"sha512", "SHA-512");

	/** What a file must not say of the machine that it was built on. */
	private static final List<String> WORKPLACE = List.of(Path.of("").toAbsolutePath().toString(),
			System.getProperty("user.home") + "/");

	/** Digests of signed files and their signatures that have been verified. */
	private static final Set<String> VERIFIED = ConcurrentHashMap.newKeySet();

	/** Jars that have been read, by their digest. */
	private static final Map<String, Archive> READ = new ConcurrentHashMap<>();

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
			System.err.println("Usage: java -cp CLASSES CheckBundle BUNDLE VERSION");
			System.exit(2);
		}
		Archive archive = Archive.read(Files.readAllBytes(Path.of(arguments[0])));
		List<String> problems = problems(archive, arguments[1], Path.of(""));
		problems.forEach((problem) -> System.out.println("PROBLEM " + problem));
		System.out.printf("%d files of %d modules checked, %d problems%n", archive.files().size(),
				PublishedModule.ALL.size(), problems.size());
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
		for (PublishedModule module : PublishedModule.ALL) {
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
		for (PublishedModule module : PublishedModule.ALL) {
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
			// GOODSIG is not said for a key or a signature that has expired, nor for a revoked key
			return gpg.waitFor() == 0 && status.contains("[GNUPG:] GOODSIG");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void pom(PublishedModule module) {
		String name = path(module, ".pom");
		byte[] content = this.bundle.get(name);
		if (content != null) {
			noSnapshot(name, text(content));
			noWorkplace(name, content);
			new PomRules(module, this.version, (problem) -> problem(name, problem)).check(content);
		}
	}

	private void sbom(PublishedModule module) {
		String name = path(module, "-cyclonedx.json");
		byte[] content = this.bundle.get(name);
		if (content == null) {
			return;
		}
		noSnapshot(name, text(content));
		noWorkplace(name, content);
		byte[] pom = this.bundle.get(path(module, ".pom"));
		byte[] jar = this.bundle.get(path(module, ".jar"));
		if (pom != null && jar != null) {
			new SbomRules(module, this.version, (problem) -> problem(name, problem)).check(text(content),
					PomRules.dependencies(pom), JarRules.libraryNames(read(jar)));
		}
	}

	private void jars(PublishedModule module, Set<String> packages) {
		Archive jar = jar(module, ".jar");
		Archive sources = jar(module, "-sources.jar");
		Archive javadoc = jar(module, "-javadoc.jar");
		if (jar != null && sources != null) {
			String name = path(module, ".jar");
			new JarRules(module, this.version, (problem) -> problem(name, problem)).check(jar, sources, sources(module),
					packages);
			long kilobytes = this.bundle.get(name).length / 1024;
			if (kilobytes > module.maxKilobytes()) {
				problem(name, "has " + kilobytes + " KB, more than " + module.maxKilobytes());
			}
		}
		if (javadoc != null && sources != null) {
			String name = path(module, "-javadoc.jar");
			new JavadocRules(module, (problem) -> problem(name, problem)).check(javadoc, sources,
					text(projectFile("docs/reference/api.md")));
		}
	}

	/** Returns what the main sources of a module are, by the name in a jar. */
	private Map<String, byte[]> sources(PublishedModule module) {
		Map<String, byte[]> files = new TreeMap<>();
		for (String folder : List.of("java", "resources")) {
			Path root = this.project.resolve(module.artifact()).resolve("src/main").resolve(folder);
			try (Stream<Path> paths = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
				for (Path path : paths.filter(Files::isRegularFile).toList()) {
					files.put(root.relativize(path).toString(), Files.readAllBytes(path));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return files;
	}

	private static Archive read(byte[] jar) {
		return READ.computeIfAbsent(digest(jar, "SHA-256"), (digest) -> Archive.read(jar));
	}

	private Archive jar(PublishedModule module, String suffix) {
		String name = path(module, suffix);
		byte[] content = this.bundle.get(name);
		if (content == null) {
			return null;
		}
		Archive jar = read(content);
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

	private String path(PublishedModule module, String suffix) {
		return path(module.artifact(), this.version, suffix);
	}

	static String path(String artifact, String version, String suffix) {
		return PublishedModule.GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + suffix;
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

}
