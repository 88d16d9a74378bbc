package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What certificates need of the server and of manifests.
 */
class CertificateChecksTests {

	private static final String HASH = "0123456789abcdef".repeat(4);

	private static final String ROUTES = """
			microgate:
			  routes: {a: {paths: [/a]}}
			  access-control-policies: {guard: {targetRefs: [{name: a}], policies: [{authorization: {%s}}]}}
			""";

	private static final String POLICY = ROUTES
		.formatted("requireAll: [{clientCertificate: {subject: {field: CommonName, value: {matcher: {exact: ann}}}}}]");

	private static final String REQUIREMENT = "microgate.access-control-policies.guard.policies[0].authorization.require-all[0].client-certificate";

	private static final String PROPAGATION = """
			microgate:
			  identity-propagations: {user: {header: {name: X-User, value: {source: {clientCertificate: {san: {type: URI}}}}}}}
			""";

	private static final String PROXY = "microgate: {client-certificate: {header: Client-Cert, trusted-proxies: [10.0.0.0/8]}}";

	private static final String TLS = "server: {ssl: {certificate: 'file:a.pem', certificate-private-key: 'file:a.key'}}";

	@TempDir
	Path directory;

	private static List<String> warnings(String... documents) {
		ConfigurableEnvironment environment = Configurations.environment(documents);
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "server: {ssl: {client-auth: none}}", "server: {ssl: {enabled: true}}" })
	void readWhenServerDoesNotAskForCertificatesThenError(String server) {
		assertThat(Configurations.problems(POLICY, server, TLS))
			.extracting(Problem::property, Problem::rule, Problem::cure)
			.containsExactly(tuple(REQUIREMENT,
					"needs 'server.ssl.client-auth', as the server does not ask clients for a certificate",
					"Set 'server.ssl.client-auth' to want, or to need if every client has one"));
		assertThat(Configurations.problems(PROPAGATION, server, TLS)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server: {ssl: {client-auth: want}}", "server: {ssl: {clientAuth: NEED}}", PROXY })
	void readWhenServerAsksOrProxyPassesOnThenNoError(String server) {
		assertThat(Configurations.problems(POLICY, server, TLS)).isEmpty();
		assertThat(warnings(POLICY, server, TLS)).isEmpty();
	}

	@Test
	void readWhenNothingNeedsCertificatesThenNoError() {
		assertThat(Configurations.problems(ROUTES.formatted("deny: {}"), TLS)).isEmpty();
	}

	@Test
	void readWhenServerDoesNotEndTlsThenWarning() {
		String warning = "'%s' finds no certificate of a client".formatted(REQUIREMENT);
		assertThat(warnings(POLICY)).singleElement().asString().startsWith(warning);
		assertThat(warnings(POLICY, "server: {ssl: {enabled: false}}", TLS)).singleElement()
			.asString()
			.startsWith(warning);
		assertThat(warnings(POLICY, PROXY)).isEmpty();
	}

	private List<Problem> problemsOf(String reference, String content) {
		return new ManifestDirectory(this.directory).with("a.yaml", """
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: hashes}
				data: {%s}
				""".formatted(content))
			.problems(ROUTES
				.formatted("requireAll: [{clientCertificate: {hash: {in: {valuesFrom: {configMapRef: {name: %s}}}}}}]"
					.formatted(reference)));
	}

	@Test
	void readWhenConfigMapHasHashesThenNoProblem() {
		assertThat(problemsOf("hashes", "a: '%1$s', b: \"\\n%1$s\\n  %1$s\\n\"".formatted(HASH))).isEmpty();
	}

	@Test
	void readWhenConfigMapHasNoHashesThenProblem() {
		for (String content : List.of("", "a: ''", "a: x", "a: '%s', b: x".formatted(HASH),
				"a: '%s,%s'".formatted(HASH, HASH))) {
			assertThat(problemsOf("hashes", content)).extracting(Problem::rule)
				.containsExactly(
						"must name a ConfigMap whose values are SHA-256 hashes in hex, with white space between them");
		}
	}

	@Test
	void readWhenConfigMapDoesNotExistThenProblem() {
		assertThat(problemsOf("hashe", "a: '%s'".formatted(HASH))).extracting(Problem::rule)
			.containsExactly("must name a ConfigMap of the manifests");
	}

	@Test
	void requireWhenServerDoesNotTellThePeerThenStopsIfProxiesAreTrusted() {
		CheckedConfiguration trusting = CheckedConfiguration.read(Configurations.environment(PROXY), List.of());
		CheckedConfiguration other = CheckedConfiguration.read(Configurations.environment(), List.of());
		ReactiveWebServerApplicationContext server = new ReactiveWebServerApplicationContext();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PeerAddressCheck.require(trusting, server, false, "Run it on Netty"))
			.satisfies((ex) -> assertThat(ex.report()).contains("microgate.client-certificate",
					"needs the address of the TCP connection, which this server does not tell", "Run it on Netty"));
		assertThatNoException().isThrownBy(() -> {
			PeerAddressCheck.require(trusting, server, true, "");
			PeerAddressCheck.require(other, server, false, "");
			PeerAddressCheck.require(trusting, new StaticApplicationContext(), false, "");
		});
	}

}
