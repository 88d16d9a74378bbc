package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Ref;
import io.microgate.secret.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a key source when a reload changes how it fetches.
 */
@Tag("server")
class FetchSecretsReloadTests {

	private final JwksCompiler compiler = new JwksCompiler(null, Clock.systemUTC(), JwksListeners.NONE,
			KeySourceTimings.DEFAULTS);

	private final JwksServer server = JwksServer.start().withKeys("a");

	@AfterEach
	void close() {
		this.compiler.close();
		this.server.close();
	}

	private Map<String, JwksSpec> specs(Map<String, String> headers) {
		JwksSpec.Request request = new JwksSpec.Request(headers, new JwksSpec.BearerToken(new Ref("files")),
				new JwksSpec.ForwardProxy("http://localhost:1", new Ref("files")));
		JwksSpec.Extensions extensions = new JwksSpec.Extensions(RemoteSources.CACHE, null, null, request,
				List.of("sig"));
		return Map.of("keys",
				new JwksSpec(new JwksSpec.Provider(RemoteSources.spec(this.server.uri(), "15s"), null), extensions));
	}

	private static Secrets secrets(String key, String value) {
		return new Secrets(Map.of(), Map.of("files", Map.of(key, value.getBytes(StandardCharsets.UTF_8))),
				new DefaultResourceLoader());
	}

	@Test
	void recompileWhenNothingChangesThenSourceGoesOn() {
		Map<String, String> headers = Map.of("X-Api-Key", "one");
		try (JwksSources sources = JwksSources.NONE.recompile(specs(headers), secrets("token", "one"), this.compiler)) {
			assertThat(sources.recompile(specs(headers), secrets("token", "one"), this.compiler).all())
				.containsExactlyElementsOf(sources.all());
		}
	}

	@Test
	void recompileWhenHeaderOrSecretChangesThenAnotherSource() {
		Map<String, String> headers = Map.of("X-Api-Key", "one");
		for (String key : new String[] { "token", "username", "password" }) {
			try (JwksSources sources = JwksSources.NONE.recompile(specs(headers), secrets(key, "one"), this.compiler);
					JwksSources others = sources.recompile(specs(headers), secrets(key, "other"), this.compiler);
					JwksSources more = others.recompile(specs(Map.of("X-Api-Key", "other")), secrets(key, "other"),
							this.compiler)) {
				assertThat(others.all()).doesNotContainAnyElementsOf(sources.all());
				assertThat(more.all()).doesNotContainAnyElementsOf(others.all());
			}
		}
	}

}
