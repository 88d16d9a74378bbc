package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a secret that is written where it does not belong.
 */
class MisplacedSecretTests {

	private static void check(List<Problem> problems) {
		assertThat(problems).isNotEmpty();
		assertThat(problems.toString()).doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "headers: {Authorization: 'Bearer s3cret'}", "header: {X-Api-Key: s3cret}",
			"request: {headers: {X-Api-Key: s3cret}}", "request: {bearerToken: s3cret}", "bearerToken: s3cret",
			"provider: {remote: {headers: {X-Api-Key: s3cret}}}", "provider: {remote: {bearerToken: s3cret}}",
			"provider: {remote: {request: {headers: {X-Api-Key: s3cret}}}}",
			"provider: {remote: {proxy: {uri: 'http://proxy:3128', password: s3cret}}}",
			"provider: {remote: {proxy: 'http://u:s3cret@proxy:3128'}}",
			"provider: {remote: {proxy: 'u:s3cret@proxy:3128'}}", "provider: {headers: {X-Api-Key: s3cret}}",
			"extension: {request: {headers: {X-Api-Key: s3cret}}}",
			"extensions: {requests: {headers: {X-Api-Key: s3cret}}}", "extensions: {headers: {X-Api-Key: s3cret}}",
			"extensions: {proxy: {password: s3cret}}", "extensions: {request: {header: {X-Api-Key: s3cret}}}",
			"extensions: {request: {headers: {X-Api-Key: [s3cret]}}}",
			"extensions: {request: {headers: {X-Api-Key: [s3cret, s3cret]}}}",
			"extensions: {request: {headers: {X-Api-Key: {value: s3cret}}}}",
			"extensions: {request: {headers: {X-Api-Key: {secretRef: s3cret}}}}",
			"extensions: {request: {headers: [{name: X-Api-Key, value: s3cret}]}}", "extensions: {request: s3cret}",
			"extensions: {request: [s3cret]}", "extensions: s3cret", "extensions: {request: {bearerToken: [s3cret]}}",
			"extensions: {request: {bearerToken: {secretRef: s3cret}}}",
			"extensions: {request: {bearerToken: {secretRef: {name: 's3cret.a_b'}}}}",
			"extensions: {request: {bearerToken: {secretRef: {name: files, token: s3cret}}}}",
			"extensions: {request: {bearerToken: {secretRef: {name: files, key: s3cret}}}}",
			"extensions: {request: {proxy: 'http://u:s3cret@proxy:3128'}}",
			"extensions: {request: {proxy: {uri: 'http://proxy:3128', secretRef: s3cret}}}",
			"extensions: {request: {proxy: {uri: 'http://proxy:3128', secretRef: {username: u, password: s3cret}}}}",
			"extensions: {request: {proxy: {uri: 'u:s3cret@proxy:3128'}}}",
			"extensions: {request: {proxy: {uri: 'http://u:s3cret@proxy:3128'}}}",
			"extensions: {request: {token: s3cret, proxy: {uri: 'http://proxy:3128'}}}",
			"extensions: {discovery: {issuer: 'https://a', token: s3cret}}",
			"extensions: {discovery: {issuer: 'https://a', headers: {X-Api-Key: s3cret}}}",
			"extensions: {discovery: {issuer: 'https://a', allowedHosts: ['user:s3cret@a']}}",
			"extensions: {discovery: {issuer: 'https://a', allowedHosts: ['https://user:s3cret@a']}}",
			"extensions: {cache: {password: s3cret}}", "extensions: {request: {headers: {'[X]': 's3cret\u00e4'}}}",
			"extensions: {request: {headers: {'X-Key': '${s3cret}'}}}" })
	void problemsWhenSecretIsMisplacedThenNotShown(String spec) {
		String yaml = "{" + spec
				+ (spec.startsWith("provider") ? "" : ", provider: {remote: {uri: 'https://idp.example.com/'}}") + "}";
		check(Configurations.problems("""
				microgate:
				  secrets: {files: "file:/etc/keys/"}
				  jwks: {keys: %s}
				""".formatted(yaml)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user:s3cret@idp.example.com/", "https://user:s3cret@idp.example.com:99999/",
			"https://user:s3cret@idp_x/", "//user:s3cret@idp/", "user:s3cret@idp.example.com/keys",
			"https:/user:s3cret@idp/", "https:user:s3cret@idp/", "https://user:s3cr@et@idp/", "https://:s3cret@idp/",
			"https://s3cret@idp/", "HTTPS://user:s3cret@idp/", "http://user:s3cret@my_keycloak:8080/",
			"https:\\\\user:s3cret@idp/" })
	void problemsWhenUriHasPasswordThenNotShown(String uri) {
		check(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: '%s'}}}}
				""".formatted(uri)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "MICROGATE_JWKS_KEYS_EXTENSIONS_REQUEST_HEADERS_XAPIKEY", "MICROGATE_PASSWORD",
			"MICROGATE_JWKS_KEYS_EXTENSIONS_REQUEST_BEARERTOKEN", "MICROGATE_IDENTITYPROPAGATIONS_A_SECRET" })
	void problemsWhenVariableThenNotShown(String variable) {
		ConfigurableEnvironment environment = Configurations
			.environment("microgate: {jwks: {keys: {provider: {remote: {uri: 'https://idp.example.com/'}}}}}");
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "s3cret")));
		check(Configurations.problems(environment));
	}

	@Test
	void problemsWhenSystemPropertyThenNotShown() {
		ConfigurableEnvironment environment = Configurations
			.environment("microgate: {jwks: {keys: {provider: {remote: {uri: 'https://idp.example.com/'}}}}}");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("systemProperties",
					Map.of("microgate.jwks.keys.request.headers.X-Api-Key", "s3cret",
							"microgate.jwks.keys.extensions.request.headers.A", "s3cret\u00e4",
							"microgate.jwks.keys.extensions.request.headers[B].c", "s3cret")));
		check(Configurations.problems(environment));
	}

	@ParameterizedTest
	@ValueSource(strings = { "extensions: {request: {headers: {X-Api-Key: s3cret}}}",
			"request: {headers: {X-Api-Key: s3cret}}", "headers: {X-Api-Key: s3cret}",
			"provider: {remote: {uri: 'https://idp.example.com/', headers: {X-Api-Key: s3cret}}}",
			"provider: {remote: {uri: 'https://user:s3cret@idp.example.com/'}}" })
	void problemsWhenManifestThenNotShown(String spec, @TempDir Path directory) {
		String yaml = "{" + spec
				+ (spec.startsWith("provider") ? "" : ", provider: {remote: {uri: 'https://idp.example.com/'}}") + "}";
		check(new ManifestDirectory(directory).with("a.yaml", """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWKS
				metadata: {name: keys}
				spec: %s
				""".formatted(yaml)).problems());
	}

}
