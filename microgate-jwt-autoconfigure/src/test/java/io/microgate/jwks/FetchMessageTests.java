package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpHandler;
import io.microgate.PageBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is said of answers that are no key set.
 */
@Tag("server")
class FetchMessageTests {

	private final JwksServer server = JwksServer.start();

	private FetchTrial trial;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.trial = new FetchTrial(directory);
	}

	@AfterEach
	void close() {
		this.trial.close();
		this.server.close();
	}

	private String fetch() {
		return this.trial.at(this.server.uri()).fetch();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void fetchWhenDocumentIsAnotherThenSaysWhatItIs(String type, String body, String cause, String hint) {
		this.server.with((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", type);
			JwksServer.respond(exchange, 200, body.getBytes(UTF_8));
		});
		String first = "%s (%s)".formatted(cause, this.server.uri());
		assertThat(fetch()).isEqualTo(hint.isEmpty() ? first : first + ". " + hint);
	}

	static Stream<Arguments> documents() {
		String json = "application/json";
		String html = "Configure the URI that has the document itself, not a page about it or a sign-in";
		String elsewhere = "The URI of a provider's keys is the 'jwks_uri' of its discovery document";
		return Stream.of(
				arguments(json, "{\"issuer\":\"https://idp\",\"jwks_uri\":\"https://idp.example.com/keys\"}",
						"this is a discovery document, its jwks_uri is https://idp.example.com/keys",
						"Configure that URI as 'uri', or 'extensions.discovery' to have it read from here"),
				arguments(json, "{\"jwks_uri\":\"\\u001b[31m\\n%s\"}".formatted("x".repeat(1000)),
						"this is a discovery document, its jwks_uri is \\u001b[31m\\u000a%s..."
							.formatted("x".repeat(506)),
						"Configure that URI as 'uri', or 'extensions.discovery' to have it read from here"),
				arguments(json,
						"{\"1\":\"-----BEGIN CERTIFICATE-----\\nMII\",\"2\":\"-----BEGIN CERTIFICATE-----\\n\"}",
						"this is a map of X.509 certificates by key id, not a JWK set",
						"Configure the URI of the provider's JWK set, for Firebase https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"),
				arguments(json, "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
						"this is a single JWK, not a JWK set",
						"The provider has to serve an object with the JWK in an array 'keys'"),
				arguments("text/html; charset=utf-8", "\n<!DOCTYPE html><html></html>",
						"this is an HTML page, content type 'text/html; charset=utf-8'", html),
				arguments(json, "<HTML></HTML>", "this is an HTML page, content type 'application/json'", html),
				arguments("application/xml", "<?xml version='1.0'?><Error/>",
						"this is XML, not JSON, content type 'application/xml'", ""),
				arguments("text/plain", "-----BEGIN PUBLIC KEY-----",
						"this is PEM, not a JWK set, content type 'text/plain'",
						"Configure the URI of the provider's JWK set"),
				arguments(json, "[{\"kty\":\"RSA\"}]",
						"this is a JSON array, not a JSON object with an array 'keys', content type 'application/json'",
						""),
				arguments("application/jwk-set+jwt", "eyJhbGciOiJSUzI1NiJ9.e30.AA",
						"this is a JWT, not JSON, content type 'application/jwk-set+jwt'", ""),
				arguments(json, "{\"error\":\"invalid_client\",\"error_description\":\"no\"}",
						"this is an error response, 'invalid_client', not a JWK set, content type 'application/json'",
						""),
				arguments("text/plain", "Service not ready", "The JWK set is not valid JSON, content type 'text/plain'",
						""),
				arguments(json, "\ufeff<html>", "this is an HTML page, content type 'application/json'", html),
				arguments(json, "{\"data\":{\"keys\":[]}}",
						"The JWK set has no array 'keys', content type 'application/json'", elsewhere),
				arguments(json, "{\"realm\":\"shop\",\"public_key\":\"MII\"}",
						"The JWK set has no array 'keys', content type 'application/json'", elsewhere),
				arguments(json, "\ufeff{\"jwks_uri\":\"https://idp.example.com/keys\"}",
						"this is a discovery document, its jwks_uri is https://idp.example.com/keys",
						"Configure that URI as 'uri', or 'extensions.discovery' to have it read from here"),
				arguments(json, "{\"error\":{\"code\":404,\"message\":\"\"}}",
						"this is an error response, not a JWK set, content type 'application/json'", ""),
				arguments(json, "{\"error\":\"Invalid API key s3cret\"}",
						"this is an error response, not a JWK set, content type 'application/json'", ""),
				arguments(json, "{\"errors\":[]}",
						"this is an error response, not a JWK set, content type 'application/json'", ""),
				arguments("text/html", "<!-- login --><html>", "this is an HTML page, content type 'text/html'", html),
				arguments(json, "<head><title>", "this is an HTML page, content type 'application/json'", html),
				arguments("application/xhtml+xml", "<?xml version='1.0'?><html>",
						"this is an HTML page, content type 'application/xhtml+xml'", html),
				arguments(json, "{}", "The JWK set has no array 'keys', content type 'application/json'", elsewhere),
				arguments(json, "{\"keys\":[],\"jwks_uri\":\"https://idp\"}", "The JWK set has no keys", ""), arguments(
						"a\\b'\u00e4", "", "the answer has an empty body, content type 'a\\u005cb\\u0027\\u00e4'", ""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("statuses")
	void fetchWhenStatusIsNotGoodThenSaysWhatMayHelp(int status, String hint) {
		this.server.with(typed(status));
		assertThat(fetch())
			.startsWith("the answer has status %d, content type 'text/html' (%s)".formatted(status, this.server.uri()))
			.contains(hint);
	}

	static Stream<Arguments> statuses() {
		String length = AnswerCheck.sendsLength(Runtime.version()) ? "JDK-8283544" : "(http";
		return Stream.of(arguments(401, "configure 'extensions.request.bearerToken' or 'extensions.request.headers'"),
				arguments(401, ". If the document needs authentication, fetch it over https and configure '"),
				arguments(403, "A firewall may reject the User-Agent of Java, which 'request.headers' can replace"),
				arguments(403, "can replace over https"),
				arguments(407, "configure 'extensions.request.proxy' with 'secretRef'"), arguments(400, length),
				arguments(411, length), arguments(413, length), arguments(404, ""), arguments(500, ""),
				arguments(204, ""));
	}

	private static HttpHandler typed(int status) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			JwksServer.respond(exchange, status, new byte[0]);
		};
	}

	@Test
	void fetchWhenLocationIsLongAndNotPrintableThenShortAndEscaped() {
		this.server.with((exchange) -> {
			exchange.getResponseHeaders().set("Location", "/\u00e4" + "a".repeat(5000));
			JwksServer.respond(exchange, 308, new byte[0]);
		});
		assertThat(fetch()).startsWith("the answer has status 308, Location '/\\u00e4aaa")
			.contains("aaa...' (" + this.server.uri() + "). Redirects are not followed")
			.hasSizeLessThan(1000);
	}

	/** Tests with {@code server.port=0} have such URIs, and must start. */
	@Test
	void fetchWhenPortIsZeroThenRefused() {
		assertThat(this.trial.at("http://localhost:0/jwks").fetch()).startsWith("the connection was refused")
			.contains("http://localhost:0/jwks");
		try (TestProxy proxy = TestProxy.start()) {
			assertThat(this.trial.through(proxy).at("http://localhost:0/jwks").fetch())
				.contains("http://localhost:0/jwks");
		}
	}

	@Test
	void fetchWhenServerRefusesLengthOfGetThenHintWhereJavaSendsIt() {
		this.server.with((exchange) -> {
			boolean length = exchange.getRequestHeaders().containsKey("Content-Length");
			JwksServer.respond(exchange, length ? 400 : 200,
					length ? new byte[0] : JwksDocuments.withKids("a").getBytes(UTF_8));
		});
		if (AnswerCheck.sendsLength(Runtime.version())) {
			assertThat(fetch()).contains("update to Java 17.0.18 or later");
		}
		else {
			assertThat(fetch()).isEqualTo("[a]");
		}
		try (TestProxy proxy = TestProxy.start()) {
			assertThat(this.trial.through(proxy).at(this.server.uri()).fetch()).as("own socket").isEqualTo("[a]");
		}
	}

	@ParameterizedTest
	@CsvSource({ "17.0.15,true", "17,true", "17.0.17.0.1,true", "17.0.18,false", "18.0.2,true", "19,false",
			"21.0.1,false", "25,false" })
	void sendsLengthWhenVersionThenAsFixedThere(String version, boolean sends) {
		assertThat(AnswerCheck.sendsLength(Runtime.Version.parse(version))).isEqualTo(sends);
	}

	@Test
	void fetchWhenReferenceShowsLineThenTheOneThatIsPrinted() throws IOException {
		this.server.with((exchange) -> {
			exchange.getResponseHeaders().set("Location", "https://login.example.com/");
			JwksServer.respond(exchange, 302, new byte[0]);
		});
		String line = PageBlock.read("docs/reference/operations.md", "Errors of a fetch", "").strip();
		assertThat(line).isEqualTo("JWKS 'shop' cannot be fetched, it is tried again: "
				+ fetch().replace(this.server.uri().toString(), "https://idp.example.com/jwks"));
	}

}
