package io.microgate.sample.war;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEException;
import io.microgate.sample.provider.KeyServer;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The guide for WAR files: the one of this module, deployed to a Tomcat under a context
 * path.
 */
class TomcatDeploymentTests {

	private static final Path PAGE = Path.of("../docs/how-to/deploy-to-tomcat.md");

	/** What Tomcat says of a thread that an undeployed application has left running. */
	private static final Pattern LEFT_THREAD = Pattern.compile("started a thread named \\[([^\\]]+)\\] but has failed");

	/**
	 * These end by themselves, as the guide says: Java 17 has no way to end the first at
	 * once.
	 */
	private static final String ENDING_THREAD = "HttpClient-\\d+-SelectorManager|microgate-jwks-worker-\\d+";

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private static Path directory;

	private static KeyServer provider;

	private static TomcatProcess tomcat;

	@BeforeAll
	static void start() throws IOException, JOSEException {
		provider = KeyServer.start();
		tomcat = TomcatProcess.start(property("tomcat.directory"), directory, property("war"), "bookstore",
				Map.of("IDP", provider.uri()));
		await().atMost(Duration.ofMinutes(5)).ignoreExceptions().untilAsserted(() -> {
			assertThat(get("/bookstore/api/public", null).statusCode()).as(tomcat.log()).isEqualTo(200);
		});
	}

	@AfterAll
	static void stop() throws IOException {
		tomcat.close();
		provider.close();
		assertThat(tomcat.log()).contains("Stopping service").doesNotContain("created a ThreadLocal");
		assertThat(LEFT_THREAD.matcher(tomcat.log()).results().map((thread) -> thread.group(1)))
			.allSatisfy((thread) -> assertThat(thread).matches(ENDING_THREAD));
	}

	private static Path property(String name) {
		return Path.of(System.getProperty(name));
	}

	private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d%s".formatted(tomcat.port(), path)));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@ParameterizedTest
	@CsvSource({ "/bookstore/api/public, 200", "/bookstore/api/books, 401", "/bookstore/elsewhere, 403",
			"/bookstore/api/..;/elsewhere, 400", "/bookstore/actuator/health, 200", "/bookstore/actuator/env, 403",
			"/bookstore/api/gone, 401", "/bookstore/error, 403", "/elsewhere, 404" })
	void requestWhenWithoutTokenThenAsOnThePage(String path, int status) throws IOException, InterruptedException {
		assertThat(get(path, null).statusCode()).isEqualTo(status);
	}

	@Test
	void requestWhenTokenIsGoodThenHandlerSeesTheClient() throws IOException, InterruptedException {
		assertThat(get("/bookstore/api/books", provider.token("bookstore", Map.of())).body())
			.isEqualTo("books for alice");
		assertThat(get("/bookstore/api/books", provider.token("other", Map.of())).statusCode()).isEqualTo(401);
		assertThat(get("/bookstore/elsewhere", provider.token("bookstore", Map.of())).statusCode()).isEqualTo(403);
	}

	@Test
	void requestWhenRefusedThenNoErrorPage() throws IOException, InterruptedException {
		HttpResponse<String> response = get("/bookstore/api/books", null);
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void requestWhenHandlerSendsErrorThenErrorPageOfTheApplication() throws IOException, InterruptedException {
		HttpResponse<String> response = get("/bookstore/api/gone", provider.token("bookstore", Map.of()));
		assertThat(response.statusCode()).isEqualTo(410);
		assertThat(response.body()).contains("\"path\":\"/bookstore/api/gone\"");
	}

	@Test
	void pageWhenReadThenShowsFilesOfThisModule() throws IOException {
		ReadmeSection page = new ReadmeSection(Files.readString(PAGE));
		assertThat(page.block("yaml")).isEqualTo(Files.readString(Path.of("src/main/resources/application.yml")));
		assertThat(file("pom.xml")).contains(withoutSpace(page.block("xml")));
		String shown = withoutSpace(page.block("java"));
		assertThat(file("src/main/java/io/microgate/sample/war/BookstoreApplication.java"))
			.contains(shown.substring(0, shown.length() - 1));
	}

	private static String file(String name) throws IOException {
		return withoutSpace(Files.readString(Path.of(name)));
	}

	private static String withoutSpace(String text) {
		return text.replaceAll("\\s", "");
	}

}
