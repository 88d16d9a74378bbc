package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateCommand}.
 */
class MigrateCommandTests {

	private static final String DOCUMENTS = """
			spring.security.oauth2.resourceserver.jwt:
			  jwk-set-uri: "https://idp.example.com/jwks.json"
			  audiences: [shop]
			---
			spring:
			  config.activate.on-profile: staging
			  security.oauth2.resourceserver.jwt.jwk-set-uri: "https://staging.example.com/jwks.json"
			""";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private int run(Object... arguments) {
		String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
		return new CheckCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(texts);
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	@Test
	void migrateWhenPropertiesAreSetThenPrintsYamlThatPassesTheCheck() throws IOException {
		assertThat(run("migrate", write("application.yml", DOCUMENTS))).isZero();
		assertThat(out()).contains("uri: 'https://idp.example.com/jwks.json'", "audiences: [shop]");
		Path migrated = write("migrated.yml", out());
		this.out.reset();
		assertThat(run("check", migrated)).isZero();
		assertThat(out()).contains("No problems. Routes: 1, access control policies: 1, JWTs: 1, JWKS: 1");
		assertThat(err()).isEmpty();
	}

	@Test
	void migrateWhenProfileIsActiveThenItsDocumentTakesPrecedence() throws IOException {
		assertThat(run("migrate", "--profiles=staging", write("application.yml", DOCUMENTS))).isZero();
		assertThat(out()).contains("uri: 'https://staging.example.com/jwks.json'", "audiences: [shop]")
			.doesNotContain("left out");
	}

	@Test
	void migrateWhenProfileIsNotActiveThenSaysThatItsDocumentIsLeftOut() throws IOException {
		assertThat(run("migrate", write("application.yml", DOCUMENTS))).isZero();
		assertThat(out()).contains("# A document of 'application.yml' for profile 'staging' is left out");
	}

	@Test
	void migrateWhenPropertiesFileAndArgumentThenBothCount() throws IOException {
		String prefix = "spring.security.oauth2.resourceserver.jwt.";
		Path file = write("application.properties", prefix + "issuer-uri=https://idp.example.com\n");
		assertThat(run("migrate", "--" + prefix + "audiences=shop,admin", file)).isZero();
		assertThat(out()).contains("issuer: https://idp.example.com", "audiences: [shop, admin]");
	}

	@Test
	void migrateWhenPublicKeyThenPrintsItAsKeySet() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		KeyPair pair = generator.generateKeyPair();
		write("public.pem", "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())));
		String location = this.directory.toUri() + "public.pem";
		assertThat(run("migrate",
				write("application.yml",
						"spring.security.oauth2.resourceserver.jwt.public-key-location: '%s'".formatted(location))))
			.isZero();
		String keySet = out().lines().findFirst().orElseThrow().replaceFirst("^# jwks.json: ", "");
		JWK key = JWKSet.parse(keySet).getKeys().get(0);
		assertThat(key.toRSAKey().toRSAPublicKey().getModulus())
			.isEqualTo(((RSAPublicKey) pair.getPublic()).getModulus());
		assertThat(key.getKeyID()).isNull();
		assertThat(out()).contains("secrets: {public-key: '" + this.directory.toUri() + "'}");
	}

	@ParameterizedTest
	@CsvSource({ "absent.pem, There is no such file", "application.yml, It is not an RSA public key in PEM" })
	void migrateWhenPublicKeyIsUnusableThenSaysSoAboveTheYaml(String name, String reason) throws IOException {
		assertThat(run("migrate",
				write("application.yml", "spring.security.oauth2.resourceserver.jwt.public-key-location: '%s%s'"
					.formatted(this.directory.toUri(), name))))
			.isZero();
		assertThat(out()).startsWith("# 'jwt.public-key-location': 'jwks.json' is not printed. " + reason)
			.contains(name, "secrets: {public-key: '" + this.directory.toUri() + "'}");
		assertThat(err()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "${ABSENT}/public.pem", "https://user:s3cret@127.0.0.1:1/public.pem", "base64:czNjcmV0" })
	void migrateWhenPublicKeyIsNoFileThenNotRead(String location) throws IOException {
		assertThat(run("migrate",
				write("application.yml",
						"spring.security.oauth2.resourceserver.jwt.public-key-location: '%s'".formatted(location))))
			.isZero();
		assertThat(out()).contains("secretRef: {name: public-key}").doesNotContain("s3cret", "is not printed");
		assertThat(err()).isEmpty();
	}

	@Test
	void migrateWhenOutputHasAnotherEncodingThenUtf8() throws IOException {
		Path file = write("application.yml", """
				spring.security.oauth2.resourceserver.jwt:
				  jwk-set-uri: "https://idp.example.com/jwks.json"
				  audiences: ["b\u00fccher"]
				""");
		PrintStream ascii = new PrintStream(this.out, true, StandardCharsets.US_ASCII);
		assertThat(new CheckCommand(ascii, ascii, new StandardEnvironment()).run("migrate", file.toString())).isZero();
		assertThat(out()).contains("audiences: [b\u00fccher]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "migrate", "check" })
	void fileWhenNotInUtf8ThenSaysSo(String command) throws IOException {
		Path file = Files.write(this.directory.resolve("application.yml"), new byte[] { 'a', ':', ' ', (byte) 0xfc });
		assertThat(run(command, file)).isEqualTo(1);
		assertThat(err()).startsWith("A file is not YAML: it is not in UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "migrate", "check" })
	void fileWhenAnIndexIsLeftOutThenSaysSo(String command) throws IOException {
		String prefix = "spring.security.oauth2.resourceserver.jwt.";
		assertThat(run(command,
				write("application.properties",
						"microgate.enabled=true\n%1$saudiences[0]=shop\n%1$saudiences[2]=admin\n".formatted(prefix))))
			.isZero();
		assertThat(out()).contains("'jwt.audiences'");
	}

	@Test
	void migrateWhenNoFileThenUsage() {
		assertThat(run("migrate", "--profiles=staging")).isEqualTo(2);
		assertThat(err()).startsWith("There is no file to migrate.");
	}

	@Test
	void migrateWhenDirectoryThenUsage() {
		assertThat(run("migrate", this.directory)).isEqualTo(2);
		assertThat(err()).startsWith("Not a file: " + this.directory).doesNotContain("--manifests");
	}

	@Test
	void helpWhenOfAllThenSaysWhatMigrateDoes() {
		assertThat(run("--help")).isZero();
		assertThat(out()).contains("migrate translates 'spring.security.oauth2.resourceserver.*'");
	}

	@Test
	void migrateWhenNothingIsSetThenSaysSo() throws IOException {
		assertThat(run("migrate", write("application.yml", "server.port: 8080"))).isEqualTo(1);
		assertThat(err()).isEqualToIgnoringNewLines(
				"There is nothing to migrate: 'spring.security.oauth2.resourceserver.*' is not set.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--print", "--manifests=.", "--unknown" })
	void migrateWhenOptionIsOfAnotherCommandThenUsage(String option) throws IOException {
		assertThat(run("migrate", option, write("application.yml", DOCUMENTS))).isEqualTo(2);
		assertThat(err()).contains("Usage: java -jar microgate-jwt-check.jar migrate");
	}

}
