package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A refusal by the application itself says what one by Microgate says about realm and
 * metadata. A web stack is a subclass.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("server")
abstract class ApplicationChallengeTests {

	private static final String RESOURCES = """
			microgate:
			  challenge: {realm: shop}
			  protected-resources:
			    shop: {resource: "https://shop.example", routeRefs: [{name: api}, {name: open}]}
			""";

	private final WebApplicationType type;

	private final Class<?> source;

	private IdentityProvider idp;

	private Application application;

	ApplicationChallengeTests(WebApplicationType type, Class<?> source) {
		this.type = type;
		this.source = source;
	}

	@BeforeAll
	void start() {
		this.idp = IdentityProvider.started();
		String yaml = SpringUserTests.YAML + RESOURCES.substring(RESOURCES.indexOf('\n') + 1);
		this.application = Application.start(this.type, this.source, yaml, Map.of("idp.uri", this.idp.uri()));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.get("/api/principal", this.idp.bearer()).statusCode())
				.isEqualTo(200));
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.idp.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/api/write            | true  | 403 | Bearer realm="shop", error="insufficient_scope"
					/api/refused          | true  | 403 | Bearer realm="shop", error="insufficient_scope"
					/api/unauthenticated  | true  | 401 | Bearer realm="shop", resource_metadata="https://shop.example/.well-known/oauth-protected-resource"
					/open/write           | false | 401 | Bearer realm="shop", resource_metadata="https://shop.example/.well-known/oauth-protected-resource"
					/open/unauthenticated | true  | 401 | Bearer realm="shop", resource_metadata="https://shop.example/.well-known/oauth-protected-resource"
					/denied               | true  | 403 |
					""")
	void challengeWhenRefusedThenAsMicrogateRefuses(String path, boolean token, int status, String challenge) {
		HttpResponse<String> response = this.application.get(path, token ? this.idp.bearer() : new String[0]);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().allValues("WWW-Authenticate"))
			.isEqualTo((challenge != null) ? List.of(challenge) : List.of());
		assertThat(response.body()).isEmpty();
	}

}
