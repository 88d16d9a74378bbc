package io.microgate.configuration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Mistakes of eight different kinds in one file.
 */
class EightMistakesTests {

	private static final String YAML = """
			microgate:
			  secrets:
			    keys: file:/etc/keys/
			  routes:
			    shop:
			      paths: [/shop/**]
			  jwks:
			    local-keys:
			      provider: {local: {secretRef: {name: keys}}, lokal: {}}
			    remote-keys:
			      provider:
			        remote:
			          uri: https://idp.example.com/jwks.json
			          timeouts:
			            connect: fast
			    both-keys:
			      provider:
			        local: {secretRef: {name: keys}}
			        remote: {uri: "https://idp.example.com/jwks.json"}
			  jwts:
			    shop-jwt:
			      extractionSources:
			        - bearerToken: true
			      requireAny:
			        - issuer: https://idp.example.com
			          audiences: []
			          jwksRef: {name: remote-key}
			  access-control-policies:
			    shop-policy:
			      targetRefs: [{name: shop}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop-jwt}}}
			            requireAll:
			              - jwt: {claim: {name: country, value: {matcher: {exact: NO}}}}
			""";

	@Test
	void readWhenEightMistakesThenEightProblemsWithTheirLines() {
		assertThat(Configurations.problems(YAML))
			.extracting((problem) -> Configurations.line(problem.origin()), Problem::property, Problem::value,
					Problem::rule)
			.containsExactly(tuple(9, "microgate.jwks.local-keys.provider.lokal", "\"\"", "is not a known key"),
					tuple(15, "microgate.jwks.remote-keys.provider.remote.timeouts.connect", "\"fast\"",
							"must be a duration greater than 0 with a unit, such as 500ms, 10s or 1h30m"),
					tuple(18, "microgate.jwks.both-keys.provider", null, "exactly one of [remote, local] must be set"),
					tuple(23, "microgate.jwts.shop-jwt.expiration-required", null, "is required"),
					tuple(23, "microgate.jwts.shop-jwt.extraction-sources[0].bearer-token", "true",
							"must be an object"),
					tuple(26, "microgate.jwts.shop-jwt.require-any[0].audiences", "[]", "must have 1 to 64 items"),
					tuple(27, "microgate.jwts.shop-jwt.require-any[0].jwks-ref.name", "\"remote-key\"",
							"must name an entry of 'microgate.jwks'"),
					tuple(35,
							"microgate.access-control-policies.shop-policy.policies[0].authorization.require-all[0]"
									+ ".jwt.claim.value.matcher.exact",
							"false", "must be a string, but is read as a boolean"));
	}

}
