package io.microgate.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Manifests of every shape that the custom resources allow become the same specs as their
 * {@code spec} does when it is pasted into the properties.
 */
class ManifestShapesTests {

	private static final String MANIFESTS = "microgate: {manifests: ['classpath:/shapes/'], namespace: shop}";

	private final MicrogateProperties manifests = Configurations.read(MANIFESTS);

	@Test
	void readWhenJwksThenSameSpecAsPasted() throws IOException {
		Map<String, Object> specs = specs("jwks.yaml", "JWKS");
		String frame = "microgate: {secrets: {ca: 'file:/a/', other-ca: 'file:/a/', crl: 'file:/a/', key-set: 'file:/a/'}}";
		assertThat(this.manifests.jwks()).isEqualTo(Configurations.read(pasted("jwks", specs), frame).jwks());
		assertThat(this.manifests.jwks()).containsOnlyKeys(specs.keySet());
	}

	@Test
	void readWhenJwtThenSameSpecAsPasted() throws IOException {
		Map<String, Object> specs = specs("jwt.yaml", "JWT");
		Map<String, Object> jwks = new HashMap<>();
		specs("jwks.yaml", "JWKS").keySet()
			.forEach((name) -> jwks.put(name,
					Map.of("provider", Map.of("remote", Map.of("uri", "https://a.example/")))));
		assertThat(this.manifests.jwts())
			.isEqualTo(Configurations.read(pasted("jwts", specs), pasted("jwks", jwks)).jwts());
		assertThat(this.manifests.jwts()).containsOnlyKeys("minimal", "full");
	}

	@Test
	void readWhenPolicyThenSameSpecAsPasted() throws IOException {
		Map<String, Object> specs = specs("access-control.yml", "AccessControlPolicy");
		String frame = """
				microgate:
				  routes: {open: {paths: [/open]}, full: {paths: [/full]}, host-only: {paths: [/host-only]}}
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts:
				    full: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}
				    minimal: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}
				""";
		String propagations = pasted("identity-propagations",
				specs("identity-propagation.yaml", "IdentityPropagation"));
		assertThat(this.manifests.accessControlPolicies())
			.isEqualTo(Configurations.read(pasted("access-control-policies", specs), propagations, frame)
				.accessControlPolicies());
		assertThat(this.manifests.accessControlPolicies()).containsOnlyKeys("open", "full");
	}

	@Test
	void readWhenIdentityPropagationThenSameSpecAsPasted() throws IOException {
		Map<String, Object> specs = specs("identity-propagation.yaml", "IdentityPropagation");
		assertThat(this.manifests.identityPropagations())
			.isEqualTo(Configurations.read(pasted("identity-propagations", specs)).identityPropagations());
		assertThat(this.manifests.identityPropagations()).containsOnlyKeys("claim", "token-in-header", "token",
				"inner-token", "certificate", "subject", "issuer", "san");
	}

	@Test
	void readWhenHttpRouteThenMatchesOfAllRules() {
		assertThat(this.manifests.routes()).containsOnlyKeys("open", "full", "host-only", "ungoverned");
		assertThat(this.manifests.routes().get("open")).isEqualTo(
				new RouteSpec(null, null, List.of(new Match(new PathMatch("Exact", "/open"), null, null, null))));
		assertThat(this.manifests.routes().get("full")).isEqualTo(new RouteSpec(
				List.of("shop.example.com", "*.shop.example.com"), null,
				List.of(new Match(new PathMatch("PathPrefix", "/api"), null, null, "GET"),
						new Match(new PathMatch("RegularExpression", "/v[0-9]+/.*"),
								List.of(new ValueMatch("Exact", "X-Version", "1"),
										new ValueMatch("RegularExpression", "X-Stage", "test|prod")),
								List.of(new ValueMatch("Exact", "debug", "true"), new ValueMatch("Exact", "page", "1")),
								null),
						new Match(new PathMatch("PathPrefix", "/default-type"), null, null, null),
						new Match(new PathMatch("Exact", "/exact"), null, null, null),
						new Match(null, null, null, "DELETE"), new Match(null, null, null, null),
						new Match(null, null, null, null))));
		assertThat(this.manifests.routes().get("host-only"))
			.isEqualTo(new RouteSpec(List.of("host.example.com"), null, null));
		assertThat(this.manifests.routes().get("ungoverned"))
			.isEqualTo(new RouteSpec(List.of("other.example.com"), null, null));
	}

	@Test
	void hintsWhenReadThenOtherKindsAndRouteWithoutPolicy() {
		ConfigurableEnvironment environment = Configurations.environment(MANIFESTS);
		assertThat(ConfigurationWarnings.hints(Configurations.readAll(environment))).contains(
				"Manifests of other kinds are passed over: Gateway, Service",
				"No access control policy is attached to these HTTPRoutes, so their requests are refused as unmatched: "
						+ "ungoverned");
	}

	private static String pasted(String key, Map<String, Object> specs) {
		return new Yaml().dump(Map.of("microgate", Map.of(key, specs)));
	}

	private static Map<String, Object> specs(String file, String kind) throws IOException {
		Map<String, Object> specs = new HashMap<>();
		for (Map<String, Object> document : documents(file)) {
			if (document.get("kind").equals(kind)) {
				specs.put(name(document), document.get("spec"));
			}
		}
		return specs;
	}

	@SuppressWarnings("unchecked")
	private static String name(Map<String, Object> document) {
		return ((Map<String, String>) document.get("metadata")).get("name");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> documents(String file) throws IOException {
		List<Map<String, Object>> documents = new ArrayList<>();
		try (InputStream content = new ClassPathResource("shapes/" + file).getInputStream()) {
			new Yaml().loadAll(content).forEach((document) -> documents.add((Map<String, Object>) document));
		}
		return documents;
	}

}
