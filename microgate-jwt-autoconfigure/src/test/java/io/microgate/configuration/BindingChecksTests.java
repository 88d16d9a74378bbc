package io.microgate.configuration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BindingChecks}.
 */
class BindingChecksTests {

	private static final String JWT = """
			microgate:
			  jwks: {idp: {provider: {remote: {uri: "https://idp.example/jwks"}}}}
			  jwts: {shop: {requireAny: [{jwksRef: {name: idp}}], expirationRequired: true,
			    extractionSources: [{%s}], extensions: {binding: {required: %s}}}}
			""";

	private static final String ORIGINS = "microgate.public-origins: ['%s']";

	@ParameterizedTest
	@ValueSource(strings = { "https://shop.example", "https://shop.example/", "HTTPS://Shop.Example:8443",
			"https://shop.example/front", "https://[2001:db8::1]:8443/a/b", "https://127.0.0.1" })
	void readWhenOriginThenNoProblem(String origin) {
		assertThat(Configurations.problems(ORIGINS.formatted(origin))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://shop.example", "shop.example", "https://", "https:///a", "https://shop.example?a",
			"https://shop.example#a", "https://user@shop.example", "https://shop.example/front/",
			"https://shop.example:0", "https://shop.example:65536", "https://shop_1.example/a", "https://a b",
			"https://shop.example/%7", "https://*.example" })
	void readWhenNoOriginThenProblem(String origin) {
		assertThat(Configurations.problems(ORIGINS.formatted(origin))).singleElement()
			.satisfies((problem) -> assertThat(problem.rule()).isEqualTo("must be 'https://host[:port][/prefix]'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dpop", "any" })
	void readWhenProofIsRequiredAndOriginIsKnownThenNoProblem(String required) {
		assertThat(Configurations.problems(JWT.formatted("bearerToken: {}", required),
				ORIGINS.formatted("https://shop.example")))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "header: {name: X-Token}", "cookie: {name: creds}" })
	void readWhenProofIsRequiredAndNoSourceHasSchemeThenProblem(String source) {
		assertThat(Configurations.problems(JWT.formatted(source, "dpop"), ORIGINS.formatted("https://shop.example")))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.rule())
				.isEqualTo("can only be configured with the source 'bearerToken', as no other has the scheme DPoP"));
		assertThat(Configurations.problems(JWT.formatted(source, "any"), ORIGINS.formatted("https://shop.example")))
			.isEmpty();
	}

}
