package io.microgate.verdict;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Attacks 3: the bytes of the signature.
 */
abstract class SignatureAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			""";

	private static final BigInteger P256_ORDER = new BigInteger(
			"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

	private static final BigInteger ED25519_ORDER = BigInteger.TWO.pow(252)
		.add(new BigInteger("27742317777372353535851937790883648493"));

	/** A step through the bits of an RSA signature that meets every place in a byte. */
	private static final int RSA_BIT_STEP = 7;

	private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

	private static final byte[] SHA256_INFO_LONG_FORM = HexFormat.of()
		.parseHex("308131300d060960864801650304020105000420");

	private static final byte[] SHA1_INFO = HexFormat.of().parseHex("3021300906052b0e03021a05000414");

	SignatureAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	private void refusesSignature(String token, byte[] signature) throws IOException {
		refusesToken(Forgery.withSignature(token, signature), DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void attack3_1WhenSignatureIsPsychicThenRefused() throws IOException {
		String token = forge("key", "es-1");
		byte[] zero = new byte[32];
		byte[] one = fixed(BigInteger.ONE);
		byte[] order = fixed(P256_ORDER);
		byte[] beyond = fixed(P256_ORDER.add(BigInteger.ONE));
		byte[] all = new byte[32];
		Arrays.fill(all, (byte) 0xff);
		for (byte[] r : List.of(zero, one, order, beyond, all)) {
			for (byte[] s : List.of(zero, one, order, beyond, all)) {
				refusesSignature(token, Forgery.concat(r, s));
			}
		}
		refusesSignature(token, HexFormat.of().parseHex("3006020100020100"));
		for (String key : List.of("es-384", "es-521")) {
			byte[] signature = Forgery.signature(forge("key", key));
			refusesSignature(forge("key", key), new byte[signature.length]);
		}
	}

	@Test
	void attack3_2WhenEcdsaSignatureHasAnotherFormThenRefused() throws IOException {
		refusesToken(forge("key", "es-1", "alg", "ES256-DER"), DenyReason.TOKEN_SIGNATURE);
		String token = forge("key", "es-1");
		byte[] signature = Forgery.signature(token);
		for (int length : List.of(1, 32, 63, 65, 96, 128)) {
			refusesSignature(token, Arrays.copyOf(signature, length));
		}
		byte[] r = Arrays.copyOf(signature, 32);
		byte[] s = Arrays.copyOfRange(signature, 32, 64);
		byte[] zero = new byte[1];
		refusesSignature(token, Forgery.concat(zero, r, zero, s));
		refusesSignature(token, Forgery.concat(new byte[16], r, new byte[16], s));
		refusesSignature(token, Forgery.concat(s, r));
	}

	/** Choice: mathematically valid, and nothing goes by the text of a token. */
	@Test
	void attack3_3WhenEcdsaSignatureIsMirroredThenAccepted() throws IOException {
		String token = forge("key", "es-1");
		byte[] signature = Forgery.signature(token);
		BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
		acceptsToken(Forgery.withSignature(token,
				Forgery.concat(Arrays.copyOf(signature, 32), fixed(P256_ORDER.subtract(s)))));
	}

	@Test
	void attack3_4WhenEd25519SignatureIsMalleatedThenRefused() throws IOException {
		String token = forge("key", "ed-1");
		byte[] signature = Forgery.signature(token);
		byte[] r = Arrays.copyOf(signature, 32);
		BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
		for (int i = 1; i <= 8; i++) {
			byte[] other = reversed(fixed(s.add(ED25519_ORDER.multiply(BigInteger.valueOf(i)))));
			refusesSignature(token, Forgery.concat(r, other));
		}
		byte[] identity = reversed(fixed(BigInteger.ONE));
		refusesSignature(token, Forgery.concat(identity, new byte[32]));
		refusesSignature(token, new byte[64]);
	}

	@Test
	void attack3_5WhenPaddingOfPkcs1IsModifiedThenRefused() throws IOException, GeneralSecurityException {
		String token = goodToken();
		byte[] hash = hash("SHA-256", token);
		byte[] good = block(1, 0xff, Forgery.concat(SHA256_INFO, hash));
		acceptsToken(Forgery.withSignature(token, raw(good)));
		byte[] late = good.clone();
		late[200] = 0;
		byte[] garbage = Forgery.concat(Arrays.copyOf(block(1, 0xff, new byte[0]), 12), new byte[1], SHA256_INFO, hash);
		byte[] unfinished = block(1, 0xff, Forgery.concat(SHA256_INFO, hash, new byte[2]));
		for (byte[] block : List.of(block(2, 0xff, Forgery.concat(SHA256_INFO, hash)),
				block(0, 0, Forgery.concat(SHA256_INFO, hash)), block(1, 0xfe, Forgery.concat(SHA256_INFO, hash)),
				block(1, 0xff, hash), block(1, 0xff, Forgery.concat(SHA256_INFO_LONG_FORM, hash)),
				block(1, 0xff, Forgery.concat(SHA1_INFO, hash("SHA-1", token))),
				block(1, 0xff, Forgery.concat(SHA1_INFO, hash)), late, Arrays.copyOf(garbage, 256), unfinished)) {
			refusesSignature(token, raw(block));
		}
	}

	@Test
	void attack3_6WhenPssHasOtherParametersThenRefused() throws IOException, GeneralSecurityException {
		String token = forge("key", "ps-1");
		acceptsToken(Forgery.withSignature(token, pss(token, "SHA-256", "SHA-256", 32)));
		for (int salt : List.of(0, 1, 20, 31, 33, 64, 222)) {
			refusesSignature(token, pss(token, "SHA-256", "SHA-256", salt));
		}
		refusesSignature(token, pss(token, "SHA-256", "SHA-1", 32));
		refusesSignature(token, pss(token, "SHA-256", "SHA-512", 32));
		refusesSignature(token, pss(token, "SHA-512", "SHA-256", 32));
		refusesSignature(token, pss(token, "SHA-1", "SHA-1", 20));
	}

	@Test
	void attack3_7WhenAnyBitIsFlippedThenRefused() throws IOException {
		for (String key : List.of("es-1", "ed-1")) {
			String token = forge("key", key);
			byte[] signature = Forgery.signature(token);
			for (int bit = 0; bit < 8 * signature.length; bit++) {
				refusesSignature(token, Forgery.flipped(signature, bit));
			}
		}
		String token = goodToken();
		byte[] signature = Forgery.signature(token);
		for (int bit = 0; bit < 8 * signature.length; bit += RSA_BIT_STEP) {
			refusesSignature(token, Forgery.flipped(signature, bit));
		}
	}

	@Test
	void attack3_7WhenSignatureIsTruncatedOrExtendedThenRefused() throws IOException {
		for (String key : List.of("es-1", "ed-1", "rs-1", "ps-1")) {
			String token = forge("key", key);
			byte[] signature = Forgery.signature(token);
			int step = signature.length / 64;
			for (int length = 0; length < signature.length; length += step) {
				refusesSignature(token, Arrays.copyOf(signature, length));
			}
			refusesSignature(token, Forgery.concat(signature, new byte[1]));
			refusesSignature(token, Forgery.concat(new byte[1], signature));
			refusesSignature(token, Forgery.concat(signature, signature));
		}
	}

	@Test
	void attack3_8WhenSignatureIsEmptyOrSecretIsBlankThenRefused() throws IOException {
		for (String key : List.of("rs-1", "es-1", "ed-1", "ps-1")) {
			refusesToken(forge("key", key, "surgery", List.of("no-signature")), DenyReason.TOKEN_SIGNATURE);
		}
		for (String header : List.of("{\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"kid\":\"oct\"}")) {
			refusesToken(Forgery.mac(new byte[0], "HS256", header, goodClaims()), DenyReason.TOKEN_ALGORITHM);
			refusesToken(Forgery.input(header, goodClaims()) + ".", DenyReason.TOKEN_ALGORITHM);
		}
	}

	/** Choice: there is no HMAC, so no secret can be weak. */
	@Test
	void attack3_9WhenHmacIsConfiguredThenApplicationDoesNotStart(@TempDir Path directory) {
		String hmac = CONFIGURATION.replace("expirationRequired: true}",
				"expirationRequired: true, extensions: {algorithms: [HS256]}}");
		assertThatException().isThrownBy(() -> start(hmac, directory).close())
			.havingRootCause()
			.matches((cause) -> cause.toString().contains("HS256"));
	}

	private byte[] pss(String token, String hash, String mgfHash, int salt) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("RSASSA-PSS");
		signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mgfHash), salt, 1));
		signature.initSign(this.keys.get("ps-1").pair().getPrivate());
		signature.update(signingInput(token));
		return signature.sign();
	}

	/** What only the owner of the key can do: a signature of any block. */
	private byte[] raw(byte[] block) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, this.keys.get("rs-1").pair().getPrivate());
		return cipher.doFinal(block);
	}

	private static byte[] block(int type, int filler, byte[] content) {
		byte[] block = new byte[256];
		Arrays.fill(block, (byte) filler);
		block[0] = 0;
		block[1] = (byte) type;
		block[255 - content.length] = 0;
		System.arraycopy(content, 0, block, 256 - content.length, content.length);
		return block;
	}

	private static byte[] hash(String algorithm, String token) throws GeneralSecurityException {
		return MessageDigest.getInstance(algorithm).digest(signingInput(token));
	}

	private static byte[] signingInput(String token) {
		return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] fixed(BigInteger number) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[32];
		int count = Math.min(32, bytes.length);
		System.arraycopy(bytes, bytes.length - count, fixed, 32 - count, count);
		return fixed;
	}

	private static byte[] reversed(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

}
