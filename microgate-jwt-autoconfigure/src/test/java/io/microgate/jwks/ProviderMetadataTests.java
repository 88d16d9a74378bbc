package io.microgate.jwks;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderMetadata}: documents that name the URI of a key set.
 */
class ProviderMetadataTests {

	private static final String ISSUER = "https://idp.example.com";

	private static String read(String uri, String document, String... allowedHosts) {
		ProviderMetadata metadata = new ProviderMetadata(new JwksSpec.Discovery(ISSUER, List.of(allowedHosts)),
				FetchTarget.parse(uri), (failure) -> {
				});
		try {
			return metadata.read(new FetchedDocument(document.getBytes(UTF_8), null)).uri().toString();
		}
		catch (FetchException ex) {
			assertThat(metadata.last()).isNull();
			assertThat(FetchFailure.describe(ex)).hasSizeLessThan(1200).matches("[ -~]+");
			return FetchFailure.describe(ex);
		}
	}

	private static String document(String jwksUri) {
		return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, jwksUri);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://idp.example.com/keys", "https://idp.example.com:443/keys",
			"https://IDP.Example.COM/keys", "HTTPS://idp.example.com/keys", "https://idp.example.com/keys?a=b%20c",
			"https://idp.example.com", "https://keys.example.com/", "https://keys.example.com:443/",
			"https://other.example.com:8443/", "https://[2001:db8::1]:444/", "https://xn--bcher-kva.example/" })
	void readWhenUriIsAllowedThenTaken(String jwksUri) {
		assertThat(read("https://idp.example.com/.well-known/openid-configuration", document(jwksUri),
				"keys.example.com", "other.example.com:8443", "[2001:DB8::1]:444", "xn--bcher-kva.example"))
			.isEqualTo(jwksUri);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					http://idp.example.com/keys                  | must be https, because 'uri' is
					http://keys.example.com/keys                 | must be https, because 'uri' is
					http://169.254.169.254/latest/meta-data/     | must be https, because 'uri' is
					https://169.254.169.254/latest/meta-data/    | must be at the host and port of 'uri'. If its keys are to be trusted, add '169.254.169.254' to
					https://evil.example.com/keys                | must be at the host and port of 'uri'. If its keys are to be trusted, add 'evil.example.com' to 'discovery.allowedHosts'
					https://idp.example.com:8443/keys            | must be at the host and port of 'uri'. If its keys are to be trusted, add 'idp.example.com:8443' to
					https://keys.example.com:8443/keys           | must be at the host and port of 'uri'
					https://other.example.com/keys               | must be at the host and port of 'uri'
					https://idp.example.com./keys                | must be at the host and port of 'uri'
					https://sub.idp.example.com/keys             | must be at the host and port of 'uri'
					https://idp.example.com.evil.example/keys    | must be at the host and port of 'uri'
					https://[2001:db8:0::1]:444/                 | must be at the host and port of 'uri'
					https://[::ffff:169.254.169.254]/            | must be at the host and port of 'uri'
					https://2852039166/                          | must be at the host and port of 'uri'
					https://idp.example.com@evil.example.com/    | must not contain a user name or password
					https://user:pw@idp.example.com/keys         | must not contain a user name or password
					https://@idp.example.com/keys                | must not contain a user name or password
					https://idp.example.com:443@evil.example/    | must not contain a user name or password
					https://idp.example.com/keys#fragment        | must not have a fragment
					https://idp.example.com/keys#                | must not have a fragment
					https://idp.example.com\\\\@evil.example.com/  | must be a URI with a host
					https://idp.example.com%2eevil.example/      | must be a URI with a host
					https://idp.example.com:0/keys               | must be at the host and port of 'uri'
					https://idp.example.com:65979/keys           | must have a port of at most 65535
					https://idp.example.com:/keys:99999999999    | /keys
					https://b\u00fccher.example/                 | must be a URI with a host
					https://idp_x.example.com/                   | must have a host without underscores
					https:///keys                                | must be a URI with a host
					https:idp.example.com/keys                   | must be a URI with a host
					//idp.example.com/keys                       | must start with http:// or https://
					/keys                                        | must start with http:// or https://
					''                                           | must start with http:// or https://
					file:///etc/passwd                           | must start with http:// or https://
					jar:https://idp.example.com/a!/b             | must start with http:// or https://
					ftp://idp.example.com/keys                   | must start with http:// or https://
					https://idp.example.com/a b                  | must be a URI with a host
					https://idp.example.com/\\u000d\\u000aX: y     | must be a URI with a host
					""")
	void readWhenUriPointsElsewhereThenRefused(String jwksUri, String rule) {
		assertThat(read("https://idp.example.com/meta", document(jwksUri), "keys.example.com", "other.example.com:8443",
				"[2001:db8::1]:444"))
			.contains(rule);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://localhost:8080/meta | http://localhost:8080/keys     | http://localhost:8080/keys
			http://localhost/meta      | http://localhost:80/keys       | http://localhost:80/keys
			http://my_keycloak:80/meta | http://MY_keycloak/keys        | http://MY_keycloak/keys
			http://localhost:8080/meta | https://localhost:8080/keys    | https://localhost:8080/keys
			http://localhost:8080/meta | https://keys.example.com/      | https://keys.example.com/
			http://localhost:8080/meta | http://keys.example.com/       | http://keys.example.com/
			http://localhost:8080/meta | https://localhost/keys         | must be at the host and port
			http://localhost/meta      | https://localhost/keys         | must be at the host and port
			http://localhost/meta      | http://169.254.169.254/latest/ | must be at the host and port
			""")
	void readWhenDocumentIsPlainThenKeysMayBePlain(String uri, String jwksUri, String outcome) {
		assertThat(read(uri, document(jwksUri), "keys.example.com")).contains(outcome);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{'issuer':'https://idp.example.com/','jwks_uri':'https://idp.example.com/k'} | is of the issuer 'https://idp.example.com/', not of 'https://idp.example.com'. They differ in the slash at the end
					{'issuer':'https://idp.example.org','jwks_uri':'https://idp.example.com/k'}  | is of the issuer 'https://idp.example.org', not of
					{'issuer':'HTTPS://idp.example.com','jwks_uri':'https://idp.example.com/k'}  | is of the issuer 'HTTPS://idp.example.com', not of
					{'issuer':'\\u001b[31m\\n','jwks_uri':'https://idp.example.com/k'}           | is of the issuer '\\u001b[31m\\u000a', not of
					{'issuer':['https://idp.example.com'],'jwks_uri':'https://idp.example.com/k'} | has no string 'issuer'
					{'issuer':null,'jwks_uri':'https://idp.example.com/k'}                       | has no string 'issuer'
					{'jwks_uri':'https://idp.example.com/k'}                                     | has no string 'issuer'
					{'issuer':'https://idp.example.com'}                                         | has no string 'jwks_uri'
					{'issuer':'https://idp.example.com','jwks_uri':['https://idp.example.com/k']} | has no string 'jwks_uri'
					{'issuer':'https://idp.example.com','jwks_uri':'https://idp.example.com/k','jwks_uri':'https://evil.example.com/k'} | the discovery document has
					{'keys':[]}                                                                  | this is a JWK set, not a discovery document
					<html><body>Sign in</body></html>                                            | this is an HTML page
					[]                                                                           | this is a JSON array
					{                                                                            | the discovery document is not
					""")
	void readWhenDocumentIsNoneOfTheIssuerThenRefused(String json, String failure) {
		assertThat(read("https://idp.example.com/meta", json.replace('\'', '"'))).contains(failure);
	}

	@Test
	void readWhenDocumentStartsWithByteOrderMarkThenTaken() {
		assertThat(read("https://idp.example.com/meta", "\ufeff" + document("https://idp.example.com/k")))
			.isEqualTo("https://idp.example.com/k");
		assertThat(read("https://idp.example.com/meta", "\ufeff\ufeff" + document("https://idp.example.com/k")))
			.startsWith("the discovery document is not");
	}

	/** As the document of Entra ID for many tenants has it. */
	@Test
	void readWhenIssuerHasPlaceholderThenEqualToTheLetter() {
		String document = document("https://idp.example.com/k").replace(ISSUER, ISSUER + "/{tenantid}/v2.0");
		assertThat(read("https://idp.example.com/meta", document))
			.contains("is of the issuer '" + ISSUER + "/{tenantid}/v2.0'");
	}

	@Test
	void readWhenUriIsHugeThenMessageIsNot() {
		assertThat(read("https://idp.example.com/meta", document("https://evil.example.com/" + "a".repeat(2000))))
			.contains("aaa... of the discovery document must be at the host");
		assertThat(read("https://idp.example.com/meta", document("https://idp.example.com/" + "a".repeat(5000))))
			.contains("with at most 2048 characters");
	}

}
