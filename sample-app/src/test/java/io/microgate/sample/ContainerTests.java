package io.microgate.sample;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.policy.ConfiguredKeys;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.loader.tools.Layers;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Dockerfile and the Compose file, as far as they can be judged without Docker.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContainerTests {

	private static final Pattern FROM = Pattern.compile("(?m)^FROM eclipse-temurin:(\\d+)-jre");

	private static final Pattern LAYER = Pattern.compile("(?m)^COPY --from=layers /layers/extracted/([-\\w]+)/ \\./$");

	private static final Pattern EXTRACTION = Pattern.compile("(?m)^RUN (java .+)$");

	private static final String PLAIN_HTTP = "fetches keys over plain http";

	/** The host name is that of a container. */
	private static final String NO_KEYCLOAK = "JWKS 'token-issuer' cannot be fetched";

	private static final Pattern MOUNT = Pattern.compile("(\\./[^:]+):(/[^:]+):ro");

	private static final Pattern KEYCLOAK_VERSION = Pattern.compile("<keycloak.version>(.+)</keycloak.version>");

	private final String dockerfile = read("Dockerfile");

	private final Map<String, Map<String, Object>> services = services();

	@Test
	void imageWhenBuiltThenRunsOnSupportedJavaAndNotAsRoot() {
		assertThat(groups(FROM, this.dockerfile)).hasSize(2)
			.allSatisfy((version) -> assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(17));
		String last = this.dockerfile.substring(this.dockerfile.lastIndexOf("\nFROM "));
		assertThat(last).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$")
			.contains("\nENTRYPOINT [\"java\", \"-jar\", \"application.jar\"]\n");
	}

	@Test
	void imageWhenBuiltThenHasTheLayersOfSpringBootInTheirOrder() {
		assertThat(groups(LAYER, this.dockerfile)).containsExactly("dependencies", "spring-boot-loader",
				"snapshot-dependencies", "application");
	}

	/** The image holds the layers in one folder, where the jar finds its libraries. */
	@Test
	void imageWhenBuiltThenLayersAreTheWholeApplication(@TempDir Path directory) throws Exception {
		repackage(directory.resolve("application.jar"));
		assertThat(run(directory, groups(EXTRACTION, this.dockerfile).get(0))).isZero();
		Path image = Files.createDirectory(directory.resolve("image"));
		for (String layer : groups(LAYER, this.dockerfile)) {
			FileSystemUtils.copyRecursively(directory.resolve("extracted").resolve(layer), image);
		}
		try (JarFile application = new JarFile(image.resolve("application.jar").toFile())) {
			assertThat(application.getEntry("application.yml")).isNotNull();
			Attributes attributes = application.getManifest().getMainAttributes();
			assertThat(attributes.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(BookstoreApplication.class.getName());
			assertThat(attributes.getValue(Attributes.Name.CLASS_PATH).split(" "))
				.contains("lib/" + jarOf(SpringApplication.class).getName())
				.allSatisfy((library) -> assertThat(image.resolve(library)).isRegularFile());
		}
	}

	@Test
	void imageWhenBuiltThenOnlyTheJarIsSentToTheDaemon() {
		assertThat(read(".dockerignore").lines()).containsExactly("*", "!target/sample-app-*.jar");
		assertThat(this.dockerfile).contains("COPY target/sample-app-*.jar application.jar");
	}

	@Test
	void composeWhenReadThenKeycloakIsTheOneOfTheTests() {
		assertThat(this.services.get("keycloak").get("image"))
			.isEqualTo("quay.io/keycloak/keycloak:" + groups(KEYCLOAK_VERSION, read("../pom.xml")).get(0));
	}

	@Test
	void composeWhenReadThenFilesAreThereAndPortsAreOnLoopback() {
		assertThat(this.services.values()).allSatisfy((service) -> {
			assertThat(groups(MOUNT, service.get("volumes").toString())).hasSize(1)
				.allSatisfy((file) -> assertThat(Path.of(file)).isRegularFile());
			assertThat(service.get("ports").toString()).startsWith("[127.0.0.1:");
		});
	}

	@Test
	void composeWhenKeycloakHasItsRealmThenHealthy(@TempDir Path directory) throws Exception {
		AtomicInteger status = new AtomicInteger(404);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/realms/" + realm() + "/.well-known/openid-configuration", (exchange) -> {
			exchange.sendResponseHeaders(status.get(), -1);
			exchange.close();
		});
		server.start();
		try {
			String command = healthCheck().replace("/127.0.0.1/8080", "/127.0.0.1/" + server.getAddress().getPort());
			assertThat(run(directory, command)).isNotZero();
			status.set(200);
			assertThat(run(directory, command)).isZero();
			server.stop(0);
			assertThat(run(directory, command)).isNotZero();
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void composeWhenReadThenBookstoreWaitsForKeycloak() {
		assertThat(this.services.get("bookstore").get("depends_on"))
			.isEqualTo(Map.of("keycloak", Map.of("condition", "service_healthy")));
	}

	@Test
	void composeWhenBookstoreStartsThenTokensAreThoseOfKeycloak(CapturedOutput output) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables("bookstore")));
		SpringApplication application = ConfiguredKeys.application(BookstoreApplication.class);
		application.setEnvironment(environment);
		try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
			assertThat(context.getEnvironment().getActiveProfiles()).containsExactly("explorer");
			assertThat(context.getEnvironment().getProperty("microgate.jwks.token-issuer.provider.remote.uri"))
				.isEqualTo("http://keycloak:8080/realms/" + realm() + "/protocol/openid-connect/certs");
			assertThat(context.getEnvironment().getProperty("microgate.jwts.api-token.requireAny[0].issuer"))
				.isEqualTo(variables("keycloak").get("KC_HOSTNAME") + "/realms/" + realm());
			assertThat(context.getEnvironment().getProperty("microgate.jwts.api-token.extensions.principalClaim"))
				.isEqualTo("preferred_username");
			assertThat(output.getAll()).contains("Started ", PLAIN_HTTP);
			assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN ") || line.contains(" ERROR ")))
				.allSatisfy((line) -> assertThat(line).containsAnyOf(PLAIN_HTTP, NO_KEYCLOAK));
		}
	}

	/** Where files are mounted, they are taken from here. */
	@SuppressWarnings("unchecked")
	private Map<String, Object> variables(String service) {
		String text = new Yaml().dump(this.services.get(service).get("environment"));
		for (MatchResult mount : MOUNT.matcher(this.services.get(service).get("volumes").toString())
			.results()
			.toList()) {
			text = text.replace("file:" + mount.group(2), "file:" + mount.group(1));
		}
		return new Yaml().loadAs(text, Map.class);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> services() {
		Map<String, Map<String, Map<String, Object>>> compose = new Yaml().loadAs(read("compose.yaml"), Map.class);
		return compose.get("services");
	}

	/** As the Maven plugin does, with the libraries that extract the layers. */
	private static void repackage(Path target) throws IOException {
		Path classes = target.resolveSibling("classes.jar");
		try (FileSystem jar = FileSystems.newFileSystem(classes, Map.of("create", "true"))) {
			FileSystemUtils.copyRecursively(Path.of("target/classes"), jar.getPath("/"));
		}
		Repackager repackager = new Repackager(classes.toFile());
		repackager.setMainClass(BookstoreApplication.class.getName());
		repackager.setLayers(Layers.IMPLICIT);
		repackager.repackage(target.toFile(), (callback) -> {
			for (Class<?> type : List.of(SpringApplication.class, ClassUtils.class, LogFactory.class)) {
				callback.library(new Library(jarOf(type), LibraryScope.COMPILE));
			}
		});
	}

	private static File jarOf(Class<?> type) {
		return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
	}

	@SuppressWarnings("unchecked")
	private String healthCheck() {
		List<String> command = ((Map<String, List<String>>) this.services.get("keycloak").get("healthcheck"))
			.get("test");
		assertThat(command).hasSize(4).startsWith("CMD", "bash", "-c");
		return command.get(3).replace("$$", "$");
	}

	private static int run(Path directory, String command) throws IOException, InterruptedException {
		ProcessBuilder bash = new ProcessBuilder("bash", "-c", command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		bash.environment().merge("PATH", System.getProperty("java.home") + "/bin:", (path, java) -> java + path);
		return bash.start().waitFor();
	}

	private static String realm() {
		return (String) new Yaml().loadAs(read("external-issuer/keycloak/realm.json"), Map.class).get("realm");
	}

	private static List<String> groups(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).toList();
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
