package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API server admits is admitted, up to the last character.
 */
class ManifestRulesTests {

	/** One code point, two of Java's characters. */
	private static final String CLEF = "\ud834\udd1e";

	@TempDir
	private Path directory;

	private ManifestDirectory manifests(String text) {
		return new ManifestDirectory(this.directory).with("manifest.yaml", text);
	}

	private static String route(String match) {
		return """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: shop}
				spec: {rules: [{matches: [%s]}]}
				""".formatted(match);
	}

	private static String jwt(String issuer) {
		return """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWT
				metadata: {name: token}
				spec: {requireAny: [{jwksRef: {name: keys}, issuer: "%s"}], expirationRequired: true}
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWKS
				metadata: {name: keys}
				spec: {provider: {remote: {uri: "https://idp.example.com/"}}}
				""".formatted(issuer);
	}

	@Test
	void readWhenTextIsAsLongAsAllowedThenCodePointsCount() {
		assertThat(manifests(jwt(CLEF.repeat(1024))).problems()).isEmpty();
		assertThat(manifests(jwt(CLEF.repeat(1025))).problems()).extracting(Problem::rule)
			.containsExactly("must have 1 to 1024 characters");
	}

	@ParameterizedTest
	@CsvSource({ "/my%20path, /my path", "/b%C3%BCro, /büro", "/a%2Bb+c, /a+b+c", "/a%3Db, /a=b" })
	void readWhenPathIsEncodedThenDecodedOnce(String written, String path) {
		for (String type : List.of("Exact", "PathPrefix")) {
			MicrogateProperties properties = manifests(
					route("{path: {type: %s, value: '%s'}}".formatted(type, written)))
				.read();
			assertThat(properties.routes().get("shop").matches()).extracting((match) -> match.path().value())
				.containsExactly(path);
		}
	}

	@Test
	void readWhenPathIsAnExpressionThenTakenAsWritten() {
		MicrogateProperties properties = manifests(route("{path: {type: RegularExpression, value: '/a b|/c%20d'}}"))
			.read();
		assertThat(properties.routes().get("shop").matches()).extracting((match) -> match.path().value())
			.containsExactly("/a b|/c%20d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{headers: [{name: \"!#$%&'*+-.^_`|~aZ09\", value: a}]}",
			"{queryParams: [{name: a.b, value: b}]}" })
	void readWhenNameIsATokenThenNoProblem(String match) {
		assertThat(manifests(route(match)).problems()).isEmpty();
	}

	@Test
	void readWhenPropertiesThenParametersHaveAnyName() {
		assertThat(Configurations.problems("""
				microgate:
				  routes: {a: {matches: [{queryParams: [{name: "filter[name]", value: %s}]}]}}
				  access-control-policies: {a: {targetRefs: [{name: a}], policies: [{authorization: {deny: {}}}]}}
				""".formatted("a".repeat(1025)))).isEmpty();
	}

	@Test
	void readWhenPropertiesThenLastPolicyMayHaveConditions() {
		assertThat(Configurations.problems("""
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies:
				    a:
				      targetRefs: [{name: a}]
				      policies: [{requestConditions: {method: [GET]}, authorization: {deny: {}}}]
				""")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1_2", "TLSv1_3" })
	void readWhenTlsVersionsAreEqualOrDepthIsTheGreatestThenNoProblem(String version) {
		String tls = "{protocol: {minimum: %1$s, maximum: %1$s}, certificateVerification: {custom: {trustedCA: "
			.formatted(version) + "{certificates: [{secretRef: {name: ca}}], verificationDepth: 2147483647}}}}";
		String manifest = """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWKS
				metadata: {name: keys}
				spec: {provider: {remote: {uri: "https://idp.example.com/", tls: %s}}}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: ca}
				""".formatted(tls);
		assertThat(manifests(manifest).problems()).isEmpty();
		assertThat(Configurations.problems("""
				microgate:
				  secrets: {ca: "file:/ca/"}
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/", tls: %s}}}}
				""".formatted(tls))).isEmpty();
	}

}
