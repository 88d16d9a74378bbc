package io.microgate.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks 4: what a token is made of, and readers that differ about it. The odd strings
 * are signed with the real key, so that only strict reading refuses them.
 */
abstract class StructureAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}], expirationRequired: true}
			    large: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}], expirationRequired: true, extensions: {maxTokenSize: 64KB}}
			    header: {extractionSources: [{header: {name: X-Token}}], requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    access: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true, extensions: {types: [at+jwt]}}
			  routes:
			    api: {paths: [/api/**]}
			    large: {paths: [/large/**]}
			    header: {paths: [/header/**]}
			    access: {paths: [/access/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    large: {targetRefs: [{name: large}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: large}}}}}]}
			    header: {targetRefs: [{name: header}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: header}}}}}]}
			    access: {targetRefs: [{name: access}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: access}}}}}]}
			""";

	/** Far less than a bomb takes that goes off. */
	private static final Duration AT_ONCE = Duration.ofSeconds(30);

	private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rs-1\"%s}";

	StructureAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	private void refusesMalformed(String token) throws IOException {
		refusesToken(token, DenyReason.TOKEN_MALFORMED);
	}

	private String withHeader(String members) {
		return Forgery.signed(this.keys.get("rs-1"), "RS256", HEADER.formatted(members), goodClaims());
	}

	@Test
	void attack4_1WhenThereAreNotThreePartsThenRefused() throws IOException {
		for (String token : List.of("a", "a.b", "a.b.c.d", "a.b.c.d.e", ".", "..", "...", "....", "a..", ".a.",
				"..a")) {
			refusesMalformed(token);
		}
		for (String surgery : List.of("one-part", "two-parts", "four-parts", "five-parts", "leading-dot",
				"trailing-dot", "no-header", "no-payload")) {
			refusesMalformed(forge("surgery", List.of(surgery)));
		}
	}

	@Test
	void attack4_2WhenBase64IsNotStrictThenRefused() throws IOException {
		for (String part : List.of("header", "payload", "signature")) {
			refusesMalformed(forge("surgery", List.of("trailing-bits-in-" + part)));
			refusesMalformed(forge("surgery", List.of("foreign-character-in-" + part)));
		}
		refusesMalformed(forge("surgery", List.of("padding-in-header")));
		refusesMalformed(forge("surgery", List.of("padding-in-payload")));
		refusesMalformed(forge("surgery", List.of("padded-signature")));
		for (int part = 0; part < 3; part++) {
			for (String foreign : List.of("=", "+", "/", "?", "%41", "\u00e4", "\u00ff", "*", "~", "\"")) {
				refusesMalformed(withInserted(foreign, part));
			}
			for (String white : List.of(" ", "\t", "\u00a0", ",")) {
				refusesMalformed(withInserted(white, part));
			}
			rejects(get("/api/x", withInserted("\r", part)));
			rejects(get("/api/x", withInserted("\u0000", part)));
		}
	}

	private String withInserted(String text, int part) {
		String[] parts = goodToken().split("\\.");
		int middle = parts[part].length() / 2;
		parts[part] = parts[part].substring(0, middle) + text + parts[part].substring(middle);
		return String.join(".", parts);
	}

	@Test
	void attack4_3WhenJsonSerializationThenRefused() throws IOException {
		String[] parts = goodToken().split("\\.");
		String flattened = "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}".formatted(parts[1],
				parts[0], parts[2]);
		String general = "{\"payload\":\"%s\",\"signatures\":[{\"protected\":\"%s\",\"signature\":\"%s\"}]}"
			.formatted(parts[1], parts[0], parts[2]);
		for (String json : List.of(flattened, general)) {
			refusesMalformed(json);
			refuses(http("GET /header/x", "X-Token: " + json), DenyReason.TOKEN_MALFORMED);
			refusesMalformed(TokenForge.base64(json));
			refusesMalformed(TokenForge.base64(json) + ".." + parts[2]);
		}
	}

	@Test
	void attack4_4WhenJsonIsWovenIntoATokenThenRefused() throws IOException {
		String[] parts = goodToken().split("\\.");
		String forged = TokenForge.base64("{\"sub\":\"admin\"}");
		for (String polyglot : List.of(
				"{\"%s.\":\"\",\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
					.formatted(parts[0] + "." + parts[1], forged, parts[0], parts[2]),
				"{\"a\":\"%s.%s.%s\",\"payload\":\"%s\"}".formatted(parts[0], parts[1], parts[2], forged),
				"%s.%s.%s{\"payload\":\"%s\"}".formatted(parts[0], parts[1], parts[2], forged))) {
			refuses(http("GET /header/x", "X-Token: " + polyglot), DenyReason.TOKEN_MALFORMED);
			refusesMalformed(polyglot.replace(",", ""));
		}
	}

	/** Choice: refused, as RFC 7515 allows, so that no reader gets another value. */
	@Test
	void attack4_5WhenMembersAreDuplicateThenRefused() throws IOException {
		for (String members : List.of(",\"alg\":\"RS256\"", ",\"alg\":\"none\"", ",\"kid\":\"rs-1\"",
				",\"typ\":\"JWT\"", ",\"\\u0061lg\":\"RS256\"", ",\"x\":{\"a\":1,\"a\":1}")) {
			refusesMalformed(withHeader(members));
		}
		for (String member : List.of("iss", "aud", "sub", "exp", "iat", "scope")) {
			refusesMalformed(forge("payload", "{{members},\"%1$s\":\"a\",\"%1$s\":\"b\"}".formatted(member)));
		}
		refusesMalformed(forge("payload", "{{members},\"\\u0073ub\":\"admin\"}"));
		refusesMalformed(forge("payload", "{{members},\"realm\":{\"roles\":[],\"roles\":[\"admin\"]}}"));
	}

	@Test
	void attack4_6WhenNamesAreEscapedOrMisspeltThenNamesDecide() throws IOException {
		acceptsToken(forge("drop", List.of("iss"), "payload", "{{members},\"\\u0069ss\":\"https://issuer.example\"}"));
		acceptsToken(forge("payload", "{{members},\"ISS\":\"https://evil.example\",\"exp \":0}"));
		refusesToken(forge("drop", List.of("iss"), "claims", Map.of("ISS", TokenForge.ISSUER)),
				DenyReason.TOKEN_ISSUER);
		for (String exp : List.of("EXP", "exp ", " exp", "ex\\u0000p", "exp\\u0000", "\\u0435xp")) {
			refusesToken(forge("drop", List.of("exp"), "payload", "{{members},\"%s\":{now+5m}}".formatted(exp)),
					DenyReason.TOKEN_EXPIRATION_MISSING);
		}
	}

	@Test
	void attack4_7WhenJsonIsOddThenRefused() throws IOException {
		for (String part : List.of("header", "payload")) {
			for (String surgery : List.of("byte-order-mark-in-", "utf-16-in-")) {
				refusesMalformed(forge("surgery", List.of(surgery + part)));
			}
		}
		for (String payload : List.of("{/**/{members}}", "{{members},}", "{{members}}//x", "{{members}}{}",
				"{{members},\"x\":NaN}", "{{members},\"x\":Infinity}", "{{members},'x':1}", "{{members},x:1}",
				"{{members},\"x\":01}", "{{members},\"x\":1.}", "{{members},\"x\":+1}", "{{members},\"x\":0x1}",
				"{{members},\"x\":\"\t\"}", "{{members},\"x\":\"\\x\"}", "{{members},\"x\":\"\\ud800\"}",
				"{{members},\"\\udc00\":1}", "{{members},\"x\":tru}", "{{members}", "[{{members}}]", "\"{}\"", "1",
				"null", "true", "{}", "", " ", "\u0000{{members}}")) {
			refusesMalformed(forge("payload", payload));
		}
		refusesMalformed(forge("payload", "{{members},\"x\":\"\u00ff\"}", "surgery", List.of("latin-1-in-payload")));
		for (String members : List.of(",", ",\"x\":NaN", ",'x':1", ",\"x\":\"\\ud800\"", "}{")) {
			refusesMalformed(withHeader(members));
		}
	}

	@Test
	void attack4_8WhenCritThenRefused() throws IOException {
		for (String crit : List.of("[\"cnf\"],\"cnf\":{}", "[]", "\"x\"", "[\"alg\"]", "[\"absent\"]",
				"[\"exp\"],\"exp\":1", "{}", "1", "[null]", "[\"b64\"],\"b64\":true", "[\"\"],\"\":1")) {
			refusesMalformed(withHeader(",\"crit\":" + crit));
		}
	}

	@Test
	void attack4_9WhenPayloadIsNotEncodedThenRefused() throws IOException {
		for (String members : List.of(",\"b64\":false", ",\"b64\":false,\"crit\":[\"b64\"]", ",\"b64\":\"false\"",
				",\"b64\":0")) {
			refusesMalformed(withHeader(members));
		}
		String header = TokenForge.base64(HEADER.formatted(",\"b64\":false,\"crit\":[\"b64\"]"));
		String raw = header + "." + goodClaims().replace(",", "\\u002c").replace(".", "\\u002e");
		byte[] signature = Signer.sign(this.keys.get("rs-1"), "RS256", raw);
		refuses(http("GET /header/x", "X-Token: " + raw + "." + TestKey.base64(signature)), DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void attack4_10WhenPayloadIsDetachedThenRefused() throws IOException {
		refusesMalformed(forge("surgery", List.of("no-payload")));
		refusesMalformed(forge("payload", ""));
	}

	@Test
	void attack4_11WhenEncryptedThenRefused() throws IOException, JOSEException {
		String plain = Forgery.input("{\"alg\":\"none\"}", goodClaims()) + ".";
		for (String content : List.of(plain, goodToken(), goodClaims())) {
			refusesMalformed(encrypted(header().build(), content));
			refusesMalformed(encrypted(header().contentType("JWT").keyID("rs-1").build(), content));
		}
		String[] parts = encrypted(header().build(), plain).split("\\.");
		refusesMalformed(parts[0] + "." + parts[1] + "." + parts[2]);
		refusesToken(
				withHeader(",\"enc\":\"A256GCM\"").replaceFirst("^[^.]+",
						TokenForge.base64("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}")),
				DenyReason.TOKEN_ALGORITHM);
	}

	private static JWEHeader.Builder header() {
		return new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM);
	}

	private String encrypted(JWEHeader header, String content) throws JOSEException {
		JWEObject jwe = new JWEObject(header, new Payload(content));
		jwe.encrypt(new RSAEncrypter((RSAPublicKey) this.keys.get("enc").pair().getPublic()));
		return jwe.serialize();
	}

	@Test
	void attack4_12WhenEncryptedBombThenRefusedAtOnce() throws IOException, JOSEException {
		String deflated = encrypted(header().compressionAlgorithm(CompressionAlgorithm.DEF).build(),
				" ".repeat(10_000_000));
		String rounds = "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"AAAA\",\"p2c\":2147483647}";
		long start = System.nanoTime();
		refusesToken("/large/x", deflated, DenyReason.TOKEN_MALFORMED);
		refusesMalformed(TokenForge.base64(rounds) + ".AAAA.AAAA.AAAA.AAAA");
		refusesToken(Forgery.token(rounds, goodClaims(), new byte[64]), DenyReason.TOKEN_ALGORITHM);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
	}

	/** Choice: a header that means nothing for a JWS is ignored. */
	@Test
	void attack4_13WhenZipOnAJwsThenIgnored() throws IOException {
		acceptsToken(withHeader(",\"zip\":\"DEF\""));
	}

	/** Choice: absent, JWT and at+jwt unless configured otherwise. */
	@Test
	void attack4_15WhenTypeIsNotAcceptedThenRefused() throws IOException {
		for (String type : List.of("JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "application/jwt")) {
			acceptsToken(forge("header", Map.of("typ", type)));
		}
		acceptsToken(forge("drop-header", List.of("typ")));
		for (String type : List.of("dpop+jwt", "logout+jwt", "secevent+jwt", "JWS", "JOSE", "JOSE+JSON", "", "JWT ",
				"application/", "ID", "text/at+jwt", "JWT+at")) {
			refusesToken(forge("header", Map.of("typ", type)), DenyReason.TOKEN_TYPE);
		}
		for (Object type : List.of(1, List.of("JWT"), Map.of(), true)) {
			refusesMalformed(forge("header", Map.of("typ", type)));
		}
		acceptsToken("/access/x", forge("header", Map.of("typ", "at+jwt")));
		refusesToken("/access/x", goodToken(), DenyReason.TOKEN_TYPE);
		refusesToken("/access/x", forge("drop-header", List.of("typ")), DenyReason.TOKEN_TYPE);
	}

	@Test
	void attack4_16WhenIdTokenOrRefreshTokenThenRefused() throws IOException {
		refusesToken(forge("claims", Map.of("typ", "ID", "aud", "client", "azp", "client", "nonce", "n")),
				DenyReason.TOKEN_AUDIENCE);
		String header = "{\"alg\":\"HS512\",\"typ\":\"JWT\",\"kid\":\"0\"}";
		refusesToken(Forgery.mac("secret".getBytes(StandardCharsets.UTF_8), "HS512", header, goodClaims()),
				DenyReason.TOKEN_ALGORITHM);
	}

}
