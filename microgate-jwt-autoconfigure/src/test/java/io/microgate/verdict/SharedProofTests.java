package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.microgate.PageBlock;
import io.microgate.ProjectFiles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Two instances of an application, one of each web stack, that remember proofs in a real
 * Redis. Skipped without {@code redis-server}, except where {@code CI} is set.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
class SharedProofTests {

	private static final Path REDIS = Path.of("/usr/bin/redis-server");

	private static final String REQUEST = "GET /plain/x";

	private static final TokenRecipe BOUND = new TokenRecipe(
			Map.of("claims", Map.of("cnf", Map.of("jkt", "{jkt:es-1}"))));

	private final TestKeys keys = new TestKeys();

	private final ProofForge proofs = new ProofForge(this.keys);

	private KeyServer keyServer;

	private Process redis;

	private RunningApplication servlet;

	private RunningApplication reactive;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		assumeTrue(Files.exists(REDIS) || System.getenv("CI") != null, "redis-server is not installed");
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		this.redis = new ProcessBuilder(REDIS.toString(), "--port", "" + port, "--bind", "127.0.0.1", "--save", "",
				"--dir", directory.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("redis.log").toFile())
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(port));
		this.keyServer = new KeyServer(this.keys, directory);
		this.keyServer.locations().put("redis.port", port);
		Chapter plain = chapter("dpop-unavailable");
		Chapter chapter = new Chapter(plain.name(), plain.configuration(), "", List.of("redis"), null, Map.of(),
				List.of());
		this.servlet = RunningApplication.start(chapter, TestStack.SERVLET, this.keyServer.locations(), directory);
		this.reactive = RunningApplication.start(chapter, TestStack.REACTIVE, this.keyServer.locations(), directory);
	}

	@AfterAll
	void stop() throws InterruptedException {
		if (this.redis != null) {
			this.servlet.close();
			this.reactive.close();
			this.keyServer.close();
			this.redis.destroy();
			this.redis.waitFor();
		}
	}

	static Chapter chapter(String name) throws IOException {
		return VerdictTable.load().chapters().stream().filter((each) -> each.name().equals(name)).findFirst().get();
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The documentation shows the store that is tested here. */
	@Test
	void storeWhenShownThenTheOneOfTheTest() throws IOException {
		String shown = PageBlock.readAll("docs/how-to/share-proofs-between-instances.md", "With Redis", "java").get(0);
		String source = Files.readString(ProjectFiles.ROOT
			.resolve("microgate-jwt-autoconfigure/src/test/java/io/microgate/binding/RedisProofStore.java"));
		assertThat(source.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s", ""))
			.endsWith(shown.replaceAll("\\s", ""));
	}

	private int send(RunningApplication application, String token, String proof) throws IOException {
		return RawHttp
			.exchange(application.port(false),
					REQUEST + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: DPoP " + token
							+ "\r\nDPoP: " + proof + "\r\n\r\n")
			.status();
	}

	@Test
	void sendWhenProofWasUsedAtAnotherInstanceThenRefused() throws IOException {
		String token = new TokenForge(this.keys).forge(BOUND);
		String first = this.proofs.forge(TokenRecipe.GOOD, REQUEST, token);
		assertThat(send(this.servlet, token, first)).isEqualTo(200);
		assertThat(send(this.reactive, token, first)).isEqualTo(401);
		assertThat(send(this.servlet, token, first)).isEqualTo(401);
		String second = this.proofs.forge(TokenRecipe.GOOD, REQUEST, token);
		assertThat(send(this.reactive, token, second)).isEqualTo(200);
		assertThat(send(this.servlet, token, second)).isEqualTo(401);
		assertThat(this.servlet.decisions().decisions()).extracting(DecisionRecorder.Recorded::reason)
			.containsExactly(Expectation.ALLOWED, "dpop.replay", "dpop.replay");
	}

}
