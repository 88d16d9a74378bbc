package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.KeySetShape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests with tokens whose keys are published in each key set of the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class KeySetShapeVerdictTests {

	private static final List<KeySetShape> SHAPES = KeySetShape.load();

	private final TestStack stack;

	private final JwksServer server = JwksServer.start();

	private KeyApplication application;

	KeySetShapeVerdictTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.server.with((exchange) -> {
			String path = exchange.getRequestURI().getPath();
			SHAPES.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1))).respond(exchange);
		});
		Map<String, String> specs = new LinkedHashMap<>();
		for (int i = 0; i < SHAPES.size(); i++) {
			specs.put("shape" + i, "{provider: {remote: {uri: \"%s/%d\"}}, extensions: {keyUse: %s}}"
				.formatted(this.server.uri(), i, SHAPES.get(i).keyUse()));
		}
		this.application = KeyApplication.start(this.stack, directory, specs);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.server.close();
	}

	static List<KeySetShape> shapes() {
		return SHAPES;
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void requestWhenKeyIsPublishedInShapeThenAsTheTableSays(KeySetShape shape) {
		String name = "shape" + SHAPES.indexOf(shape);
		assertThat(this.application.status(name, shape.token(KeyApplication.payload()))).isEqualTo(shape.status());
		if (shape.hasSpare()) {
			assertThat(this.application.status(name, shape.spareToken(KeyApplication.payload()))).isEqualTo(200);
		}
	}

}
