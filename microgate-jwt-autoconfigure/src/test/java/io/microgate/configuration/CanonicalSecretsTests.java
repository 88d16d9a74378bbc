package io.microgate.configuration;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the canonical form has of the requests of a fetch.
 */
class CanonicalSecretsTests {

	private static CheckedConfiguration read(String header, String name) {
		return CheckedConfiguration.read(Configurations.environment("""
				microgate:
				  secrets: {files: "file:/etc/keys/"}
				  jwks:
				    keys:
				      provider: {remote: {uri: "https://idp.example.com/metadata"}}
				      extensions:
				        discovery: {issuer: "https://idp.example.com", allowed-hosts: ["keys.example.com:8443"]}
				        request:
				          headers: {%s: %s}
				          bearer-token: {secret-ref: {name: files}}
				          proxy: {uri: "http://proxy:3128", secret-ref: {name: files}}
				""".formatted(name, header)), List.of());
	}

	@Test
	void canonicalWhenHeadersThenNamesWithoutValues() {
		CheckedConfiguration configuration = read("s3cret", "X-Api-Key");
		assertThat(configuration.canonical().yaml()).contains("""
				      discovery:
				        issuer: https://idp.example.com
				        allowedHosts:
				        - keys.example.com:8443
				      request:
				        headers:
				          X-Api-Key: (secret)
				        bearerToken:
				          secretRef:
				            name: files
				        proxy:
				          uri: http://proxy:3128
				          secretRef:
				            name: files
				""").doesNotContain("s3cret");
		assertThat(configuration.properties().toString()).contains("X-Api-Key").doesNotContain("s3cret");
		assertThat(configuration.toString()).doesNotContain("s3cret");
	}

	@Test
	void digestWhenValueOfHeaderChangesThenSameAndConfigurationIsNot() {
		CheckedConfiguration one = read("one", "X-Api-Key");
		CheckedConfiguration other = read("other", "X-Api-Key");
		assertThat(one.canonical()).isEqualTo(other.canonical()).isNotEqualTo(read("one", "X-Other").canonical());
		assertThat(one.meansTheSameAs(other)).isFalse();
	}

}
