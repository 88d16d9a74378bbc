package io.microgate.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.jwt.TokenExtractor;
import io.microgate.route.OpenPath;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockEnvironment;

/**
 * Coverages of configurations in YAML and of mappings that no server has.
 */
final class Coverages {

	private static final String JWT = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: https://idp.example.com/jwks.json}}}
			  jwts:
			    token: {requireAny: [{jwksRef: {name: idp}, issuer: https://idp.example.com}], expirationRequired: true}
			""";

	/** The line that asks for a token. */
	static final String TOKEN = "authentication: {jwt: {jwtRef: {name: token}}}";

	private Coverages() {
	}

	static RouteCoverage of(String yaml, Mapping... mappings) {
		return of(yaml, Unmatched.REFUSED, mappings);
	}

	static RouteCoverage withMetadata(String yaml, String path, Mapping... mappings) {
		return ((DefaultRouteCoverage) of(yaml, mappings)).withMetadata(() -> List.of(path));
	}

	static RouteCoverage of(String yaml, Unmatched unmatched, Mapping... mappings) {
		CoveredConfiguration configuration = configuration(yaml, unmatched);
		return new DefaultRouteCoverage(() -> configuration, () -> List.of(mappings),
				() -> List.of(OpenPath.withBelow("/actuator/health", List.of())),
				() -> List.of(OpenPath.withBelow("/health", List.of())));
	}

	static CoveredConfiguration configuration(String yaml, Unmatched unmatched) {
		CheckedConfiguration checked = read(JWT, yaml.replace("TOKEN", TOKEN));
		return new CoveredConfiguration(checked.properties().routes(), checked.properties().accessControlPolicies(),
				checked.properties().jwts(), checked.entryNames(), unmatched);
	}

	/** Looks for bearer tokens. */
	static TokenExtractor extractor() {
		return TokenExtractor.compile(read(JWT).properties().jwts().get("token"));
	}

	static CheckedConfiguration read(String... documents) {
		MockEnvironment environment = new MockEnvironment();
		for (String document : documents) {
			try {
				new YamlPropertySourceLoader()
					.load("document " + document.hashCode(),
							new ByteArrayResource(document.getBytes(StandardCharsets.UTF_8)))
					.forEach(environment.getPropertySources()::addLast);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return CheckedConfiguration.read(environment, List.of());
	}

	static Mapping get(String pattern) {
		return mapping(pattern, "GET");
	}

	static Mapping mapping(String pattern, String... methods) {
		return new Mapping("", pattern, true, Set.of(methods), Set.of(), List.of(), "handler of " + pattern, false);
	}

	static CoverageRow row(RouteCoverage coverage, Predicate<CoverageRow> condition) {
		List<CoverageRow> rows = coverage.rows().stream().filter(condition).toList();
		if (rows.size() != 1) {
			throw new AssertionError("Not one row but " + rows);
		}
		return rows.get(0);
	}

	static List<String> rulings(RouteCoverage coverage, Predicate<CoverageRow> condition) {
		return row(coverage, condition).rulings().stream().map(Ruling::toString).toList();
	}

}
