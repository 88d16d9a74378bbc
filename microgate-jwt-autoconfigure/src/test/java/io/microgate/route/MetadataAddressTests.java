package io.microgate.route;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetadataAddress}, with the examples of RFC 9728 section 3.1.
 */
class MetadataAddressTests {

	@ParameterizedTest
	@CsvSource({ "https://resource.example.com, https://resource.example.com/.well-known/oauth-protected-resource",
			"https://resource.example.com/, https://resource.example.com/.well-known/oauth-protected-resource",
			"https://resource.example.com/resource1, https://resource.example.com/.well-known/oauth-protected-resource/resource1",
			"https://resource.example.com:8443/a/b, https://resource.example.com:8443/.well-known/oauth-protected-resource/a/b",
			"https://resource.example.com/a%20b, https://resource.example.com/.well-known/oauth-protected-resource/a%20b" })
	void ofWhenResourceThenWellKnownPathComesBeforeItsPath(String resource, String address) {
		MetadataAddress found = MetadataAddress.of(resource);
		assertThat(found.text()).isEqualTo(address);
		assertThat(found.path()).isEqualTo(address.replaceFirst("https://[^/]*", "").replace("%20", " "));
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example/b//c", "https://a.example/b/../c", "https://a.example/b;c",
			"https://a.example/%2F" })
	void ofWhenNoRequestCanHaveThePathThenNoPath(String resource) {
		assertThat(MetadataAddress.of(resource).path()).isNull();
	}

}
