import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Damages a good bundle in one way after another, and fails if {@link CheckBundle} does
 * not name the damage. Damaged files are signed again, so that only the damage is wrong.
 * <p>
 * {@code java -cp CLASSES CheckBundleAttacks BUNDLE VERSION}, in the folder of the project
 * and with the {@code GNUPGHOME} that the bundle was signed with.
 */
final class CheckBundleAttacks {

	private static final String MAIN = "autoconfigure";

	/** The options of gpg that sign with a key of 2020, which was valid for a day. */
	private static final List<String> EXPIRED_KEY = List.of("--faked-system-time", "20200101T120000!", "--local-user",
			"expired@example.invalid");

	private final Map<String, byte[]> good;

	private final String version;

	private final Map<String, Attack> attacks = new LinkedHashMap<>();

	private CheckBundleAttacks(Map<String, byte[]> good, String version) {
		this.good = good;
		this.version = version;
		files();
		poms();
		jars();
	}

	public static void main(String[] arguments) throws IOException {
		Archive bundle = Archive.read(Files.readAllBytes(Path.of(arguments[0])));
		gpg(List.of("--faked-system-time", "20200101T000000!", "--passphrase", "", "--quick-generate-key",
				"expired@example.invalid", "rsa2048", "sign", "1d"));
		CheckBundleAttacks attacks = new CheckBundleAttacks(bundle.files(), arguments[1]);
		List<String> missed = attacks.run();
		missed.forEach((attack) -> System.out.println("MISSED " + attack));
		System.out.printf("%d damaged bundles tried, %d not refused%n", attacks.attacks.size(), missed.size());
		System.exit(missed.isEmpty() ? 0 : 1);
	}

	private List<String> run() {
		return this.attacks.entrySet().parallelStream().filter((entry) -> {
			Damage damage = new Damage(new TreeMap<>(this.good), this.version);
			entry.getValue().damage().accept(damage);
			List<String> problems = CheckBundle.problems(new Archive(damage.files(), List.of()), this.version,
					Path.of(""));
			return problems.stream().noneMatch((problem) -> problem.contains(entry.getValue().problem()));
		}).map(Map.Entry::getKey).toList();
	}

	private void attack(String name, String problem, Consumer<Damage> damage) {
		this.attacks.put(name, new Attack(problem, damage));
	}

	private void files() {
		attack("a missing signature", ".jar.asc is missing", (bundle) -> bundle.remove(MAIN, ".jar.asc"));
		attack("a missing checksum", ".pom.sha512 is missing", (bundle) -> bundle.remove("bom", ".pom.sha512"));
		attack("a missing jar of sources", "-sources.jar is missing", (bundle) -> bundle.remove("test", "-sources.jar"));
		attack("a missing javadoc jar", "-javadoc.jar is missing", (bundle) -> bundle.remove("starter", "-javadoc.jar"));
		attack("a missing SBOM", "-cyclonedx.json is missing", (bundle) -> bundle.remove("explorer", "-cyclonedx.json"));
		attack("a sample", "does not belong", (bundle) -> bundle.put("io/microgate/sample-app/1/sample-app-1.pom", ""));
		attack("metadata of a repository", "does not belong",
				(bundle) -> bundle.put("io/microgate/maven-metadata.xml", ""));
		attack("another file under a good signature", "is not a signature of the file",
				(bundle) -> bundle.changeUnsigned(MAIN, ".pom", (pom) -> pom + "\n"));
		attack("another checksum", "is not the checksum",
				(bundle) -> bundle.changeUnsigned(MAIN, ".jar.sha1", (checksum) -> checksum.replaceAll("^..", "zz")));
		attack("a signature of another file", "is not a signature of the file", (bundle) -> bundle.files()
			.put(bundle.path("bom", ".pom.asc"), bundle.files().get(bundle.path(MAIN, ".pom.asc"))));
		attack("a signature by a key that has expired", "is not a signature of the file",
				(bundle) -> bundle.sign(bundle.path(MAIN, ".pom"), EXPIRED_KEY));
	}

	private void poms() {
		attack("no licence", "as licenses/license/url", (bundle) -> bundle.pom(MAIN, remove("licenses")));
		attack("another licence in a pom", "as licenses/license/name",
				(bundle) -> bundle.pom(MAIN, (pom) -> pom.replace("<name>Apache-2.0<", "<name>GPL-3.0<")));
		attack("a second licence", "more than one licence",
				(bundle) -> bundle.pom(MAIN, (pom) -> pom.replace("</licenses>", "<license/></licenses>")));
		attack("another URL", "as url",
				(bundle) -> bundle.pom("test", (pom) -> pom.replaceFirst("<url>[^<]*", "<url>http://localhost/x")));
		attack("another source repository", "as scm/connection", (bundle) -> bundle.pom("bom",
				(pom) -> pom.replaceFirst("<connection>[^<]*", "<connection>scm:git:file:///x")));
		attack("no scm", "as scm/url", (bundle) -> bundle.pom("starter", remove("scm")));
		attack("no developers", "has no developers", (bundle) -> bundle.pom("test", remove("developers")));
		attack("no description", "has no description", (bundle) -> bundle.pom("bom", remove("description")));
		attack("a parent", "has <parent>", (bundle) -> bundle.pom("starter", add("<parent/>")));
		attack("a build", "has <build>", (bundle) -> bundle.pom("starter", add("<build/>")));
		attack("a repository", "has <repositories>", (bundle) -> bundle.pom(MAIN, add("<repositories/>")));
		attack("a managed dependency outside of the BOM", "manages dependencies",
				(bundle) -> bundle.pom("explorer", add("<dependencyManagement/>")));
		attack("a BOM with Spring Boot", "manages [", (bundle) -> bundle.pom("bom", (pom) -> pom
			.replaceFirst("<dependency>", "<dependency><groupId>org.springframework.boot</groupId>"
					+ "<artifactId>spring-boot</artifactId><version>4.1.2</version></dependency><dependency>")));
		attack("a BOM without a module", "manages [", (bundle) -> bundle.pom("bom",
				(pom) -> pom.replaceFirst("(?s)<dependency>.*?</dependency>", "")));
		attack("a module twice in the BOM", "manages [", (bundle) -> bundle.pom("bom",
				(pom) -> pom.replaceFirst("(?s)<dependency>.*?</dependency>", "$0$0")));
		attack("a jar of tests in the BOM", "has type for", (bundle) -> bundle.pom("bom",
				(pom) -> pom.replaceFirst("</dependency>", "<type>test-jar</type></dependency>")));
		attack("a scope in the BOM", "manages more than versions", (bundle) -> bundle.pom("bom",
				(pom) -> pom.replaceFirst("</dependency>", "<scope>runtime</scope></dependency>")));
		attack("a server that every application gets", "requires [",
				(bundle) -> bundle.pom(MAIN, required("reactor-netty-http")));
		attack("a test library that every application gets", "requires [",
				(bundle) -> bundle.pom("test", required("junit-jupiter-api")));
		attack("the Servlet API for every application", "requires [",
				(bundle) -> bundle.pom(MAIN, (pom) -> pom.replace("<scope>provided<", "<scope>compile<")));
		attack("a dependency that applications do not get", "requires [", (bundle) -> bundle.pom("starter",
				(pom) -> pom.replaceFirst("</dependency>", "<optional>true</optional></dependency>")));
		attack("a snapshot", "mentions a snapshot", (bundle) -> bundle.pom("test",
				(pom) -> pom.replaceFirst("(<version>)[^<]*(</version>\\s*<scope>)", "$11.0-SNAPSHOT$2")));
		attack("a placeholder", "has a placeholder",
				(bundle) -> bundle.pom("test", (pom) -> pom.replaceFirst("(?s)(<dependency>.*?<version>)[^<]*", "$1\\${v}")));
		attack("a dependency without version", "has no version for", (bundle) -> bundle.pom("test",
				(pom) -> pom.replaceFirst("(?s)(<dependency>.*?)<version>[^<]*</version>", "$1")));
		attack("a test dependency", "with the scope test",
				(bundle) -> bundle.pom(MAIN, (pom) -> pom.replaceFirst("<scope>compile", "<scope>test")));
		attack("a dependency on a module that is not published", "which is not published", (bundle) -> bundle
			.pom("starter", (pom) -> pom.replaceFirst("microgate-jwt-autoconfigure", "sample-tests")));
		attack("an exclusion", "has exclusions for",
				(bundle) -> bundle.pom(MAIN, (pom) -> pom.replaceFirst("</dependency>", "<exclusions/></dependency>")));
		attack("dependencies of the executable jar", "which the executable jar contains",
				(bundle) -> bundle.pom("check", add("<dependencies><dependency/></dependencies>")));
		attack("another artifact", "is the pom of",
				(bundle) -> bundle.pom("check", (pom) -> pom.replaceFirst("microgate-jwt-check", "microgate-check")));
		attack("an SBOM without a dependency", "does not list",
				(bundle) -> bundle.change("starter", "-cyclonedx.json", (sbom) -> sbom.replace("spring-boot-health", "x")));
		attack("an SBOM that was cut off", "is not JSON", (bundle) -> bundle.change("explorer", "-cyclonedx.json",
				(sbom) -> sbom.substring(0, sbom.length() - 200)));
		attack("an SBOM without a library inside", "lists [",
				(bundle) -> bundle.change("check", "-cyclonedx.json", (sbom) -> sbom.replace("nimbus-jose-jwt", "x")));
	}

	private void jars() {
		attack("no licence in a jar", "the project's LICENSE", (bundle) -> bundle.jar(MAIN, ".jar", "META-INF/LICENSE", null));
		attack("another licence", "the project's LICENSE",
				(bundle) -> bundle.jar("test", "-sources.jar", "META-INF/LICENSE", bytes("MIT")));
		attack("no notice", "the project's NOTICE",
				(bundle) -> bundle.jar("explorer", "-javadoc.jar", "META-INF/NOTICE", null));
		attack("another module name", "as Automatic-Module-Name", (bundle) -> bundle.jar(MAIN, ".jar",
				"META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\nAutomatic-Module-Name: io.microgate\n\n")));
		attack("the name of the user who built it", "has Built-By", (bundle) -> bundle.jar(MAIN, ".jar",
				"META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\nBuilt-By: user\n\n")));
		attack("the folder of the build", "has a path of the machine", (bundle) -> bundle.jar("explorer", ".jar",
				"META-INF/build.properties", bytes("folder=" + Path.of("").toAbsolutePath() + "/target")));
		attack("a foreign class", "which is not Microgate's",
				(bundle) -> bundle.jar(MAIN, ".jar", "org/example/Foreign.class", javaClass(61)));
		attack("a versioned class", "which is not Microgate's",
				(bundle) -> bundle.jar(MAIN, ".jar", "META-INF/versions/21/io/microgate/X.class", javaClass(61)));
		attack("a resource in the root", "which is not Microgate's",
				(bundle) -> bundle.jar("explorer", ".jar", "application.yml", bytes("a: b")));
		attack("a test class", "contains the test", (bundle) -> {
			bundle.jar(MAIN, ".jar", "io/microgate/jwt/HiddenTests.class", javaClass(61));
			bundle.jar(MAIN, "-sources.jar", "io/microgate/jwt/HiddenTests.java", bytes("class HiddenTests {}"));
		});
		attack("a class without source", "has no source of the class",
				(bundle) -> bundle.jar("test", ".jar", "io/microgate/test/Added.class", javaClass(61)));
		attack("a source without class", "has no class of the source",
				(bundle) -> bundle.jar("check", "-sources.jar", "io/microgate/check/Added.java", bytes("class Added {}")));
		attack("a class of Java 21", "which is not of Java 17", (bundle) -> {
			bundle.jar("explorer", ".jar", "io/microgate/explorer/Newer.class", javaClass(65));
			bundle.jar("explorer", "-sources.jar", "io/microgate/explorer/Newer.java", bytes("class Newer {}"));
		});
		attack("a package of another module", "which another module has", (bundle) -> {
			bundle.jar("explorer", ".jar", "io/microgate/jwt/Split.class", javaClass(61));
			bundle.jar("explorer", "-sources.jar", "io/microgate/jwt/Split.java", bytes("class Split {}"));
		});
		attack("a test library", "contains the test library",
				(bundle) -> bundle.jar("check", ".jar", "BOOT-INF/lib/junit-jupiter-api-6.0.0.jar", bytes("x")));
		attack("another version inside", "contains another version", (bundle) -> bundle.jar("check", ".jar",
				"BOOT-INF/lib/microgate-jwt-autoconfigure-0.0.1.jar", bytes("x")));
		attack("a starter with classes", "but is a starter",
				(bundle) -> bundle.jar("starter", ".jar", "io/microgate/starter/Any.class", javaClass(61)));
		attack("a javadoc without a type of the API", "does not describe", (bundle) -> bundle.jar(MAIN, "-javadoc.jar",
				"io/microgate/decision/DecisionListener.html", null));
		attack("a jar that is not a zip", "contains nothing", (bundle) -> bundle.change("starter", ".jar", (jar) -> "x"));
		attack("a jar that was cut off", "cannot be read", (bundle) -> bundle.put(bundle.path(MAIN, ".jar"),
				(jar) -> Arrays.copyOf(jar, jar.length - 200)));
		attack("no auto-configuration", "has not the project's META-INF/spring/", (bundle) -> bundle.jar(MAIN, ".jar",
				"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports", null));
		attack("no metadata of the properties", "has no META-INF/spring-configuration-metadata.json",
				(bundle) -> bundle.jar(MAIN, ".jar", "META-INF/spring-configuration-metadata.json", null));
		attack("a private key", "which is not Microgate's",
				(bundle) -> bundle.jar("test", ".jar", "META-INF/key.pem", bytes("-----BEGIN PRIVATE KEY-----")));
		attack("a private key beside the sources", "which is not Microgate's",
				(bundle) -> bundle.jar("starter", "-sources.jar", "key.pem", bytes("-----BEGIN PRIVATE KEY-----")));
		attack("a private key beside the documentation", "which is no documentation",
				(bundle) -> bundle.jar("check", "-javadoc.jar", "key.pem", bytes("-----BEGIN PRIVATE KEY-----")));
		attack("another source", "in the jar of sources", (bundle) -> bundle.jar(MAIN, "-sources.jar",
				"io/microgate/decision/DecisionListener.java", bytes("interface DecisionListener {}")));
		attack("an executable jar without a library", "lists [",
				(bundle) -> bundle.without("check", ".jar", "BOOT-INF/lib/nimbus-jose-jwt-"));
		attack("a library without a notice", "which META-INF/THIRD-PARTY does not name",
				(bundle) -> bundle.without("check", ".jar", "META-INF/THIRD-PARTY"));
		attack("a javadoc without types", "does not describe",
				(bundle) -> bundle.without("explorer", "-javadoc.jar", "io/"));
		attack("a large jar", "more than", (bundle) -> bundle.jar("starter", ".jar", "META-INF/large.bin", noise()));
	}

	private static UnaryOperator<String> remove(String element) {
		return (pom) -> pom.replaceFirst("(?s)<" + element + "[ >].*?</" + element + ">", "");
	}

	private static UnaryOperator<String> add(String element) {
		return (pom) -> pom.replace("</project>", element + "</project>");
	}

	private static UnaryOperator<String> required(String artifact) {
		return (pom) -> pom.replaceFirst("(?s)(" + artifact + "</artifactId>.*?)<optional>true</optional>", "$1");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] javaClass(int version) {
		return new byte[] { (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) version };
	}

	/** Does not shrink in a zip. */
	private static byte[] noise() {
		byte[] noise = new byte[1 << 20];
		new java.util.Random(1).nextBytes(noise);
		return noise;
	}

	private static byte[] gpg(List<String> options) throws IOException {
		List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet"));
		command.addAll(options);
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
			.start()
			.getInputStream()
			.readAllBytes();
	}

	static byte[] zip(Map<String, byte[]> files) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(content)) {
			for (Map.Entry<String, byte[]> file : files.entrySet()) {
				zip.putNextEntry(new ZipEntry(file.getKey()));
				zip.write(file.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return content.toByteArray();
	}

	/** A damage, and a part of the problem that the check has to report. */
	private record Attack(String problem, Consumer<Damage> damage) {

	}

	/** A bundle that is being damaged. */
	private record Damage(Map<String, byte[]> files, String version) {

		String path(String module, String suffix) {
			return CheckBundle.path("microgate-jwt-" + module, this.version, suffix);
		}

		void remove(String module, String suffix) {
			require(this.files.remove(path(module, suffix)) != null, path(module, suffix));
		}

		void put(String name, String content) {
			put(name, (before) -> bytes(content));
		}

		void put(String name, UnaryOperator<byte[]> change) {
			this.files.put(name, change.apply(this.files.get(name)));
			sign(name);
		}

		/** Removes the entries of a jar whose names begin with a prefix. */
		void without(String module, String suffix, String prefix) {
			Map<String, byte[]> entries = Archive.read(this.files.get(path(module, suffix))).files();
			require(entries.keySet().removeIf((name) -> name.startsWith(prefix)), prefix);
			put(path(module, suffix), (before) -> zip(entries));
		}

		void pom(String module, UnaryOperator<String> change) {
			change(module, ".pom", change);
		}

		void change(String module, String suffix, UnaryOperator<String> change) {
			changeUnsigned(module, suffix, change);
			sign(path(module, suffix));
		}

		void changeUnsigned(String module, String suffix, UnaryOperator<String> change) {
			String before = CheckBundle.text(this.files.get(path(module, suffix)));
			String after = change.apply(before);
			require(!after.equals(before), path(module, suffix));
			this.files.put(path(module, suffix), bytes(after));
		}

		void jar(String module, String suffix, String entry, byte[] content) {
			Map<String, byte[]> entries = Archive.read(this.files.get(path(module, suffix))).files();
			if (content != null) {
				entries.put(entry, content);
			}
			else {
				require(entries.remove(entry) != null, entry);
			}
			put(path(module, suffix), (before) -> zip(entries));
		}

		private void require(boolean changed, String name) {
			if (!changed) {
				throw new IllegalStateException("Nothing to damage in " + name);
			}
		}

		private void sign(String name) {
			sign(name, List.of());
		}

		void sign(String name, List<String> key) {
			try {
				Path file = Files.write(Files.createTempFile("damaged", ""), this.files.get(name));
				List<String> options = new ArrayList<>(key);
				options.addAll(List.of("--armor", "--detach-sign", "--output", "-", file.toString()));
				this.files.put(name + ".asc", gpg(options));
				Files.delete(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			for (String signed : List.of(name, name + ".asc")) {
				CheckBundle.CHECKSUMS.forEach((extension, algorithm) -> this.files.put(signed + "." + extension,
						bytes(CheckBundle.digest(this.files.get(signed), algorithm))));
			}
		}

	}

}
