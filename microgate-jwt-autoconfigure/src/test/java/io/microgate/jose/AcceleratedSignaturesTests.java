package io.microgate.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares the provider with the JDK where implementations are known to differ. Runs in
 * the profile "accelerated".
 */
@Tag("server")
class AcceleratedSignaturesTests {

	private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.UTF_8);

	private static final String DIGEST_INFO = "3031300d060960864801650304020105000420";

	private static final String DIGEST_INFO_WITHOUT_NULL = "302f300b06096086480165030402010420";

	private final Signatures jdk = Signatures.ofJdk();

	private final Signatures accelerated = TestSignatures.accelerated();

	@Test
	void getProvidersWhenProviderVerifiesThenNotRegistered() {
		assertThat(Security.getProviders()).extracting(Provider::getName)
			.doesNotContain(this.accelerated.provider(JwsAlgorithm.ES256).getName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "17", "65537", "4294967297" })
	void verifyWhenRsaExponentIsUnusualThenTrue(String exponent) throws Exception {
		assertThat(verdict(rsa(2049, new BigInteger(exponent)), DIGEST_INFO)).isTrue();
	}

	/** The provider does not know such keys, so the JDK verifies their signatures. */
	@ParameterizedTest
	@ValueSource(strings = { "8589934593", "36893488147419103233" })
	void verifyWhenRsaExponentIsTooLongForTheProviderThenTrueAndItGoesOn(String exponent) throws Exception {
		KeyPair pair = rsa(2048, new BigInteger(exponent));
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(
				() -> JwsAlgorithm.RS256.verifier(pair.getPublic(), this.accelerated.provider(JwsAlgorithm.RS256)));
		assertThat(verdict(pair, DIGEST_INFO)).isTrue();
		assertThat(this.accelerated.provider(JwsAlgorithm.RS256)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void verifyWhenRsaModulusIsLongThenTrue(int primes) throws Exception {
		Random random = new Random(primes);
		BigInteger modulus = BigInteger.ONE;
		BigInteger order = BigInteger.ONE;
		BigInteger exponent = BigInteger.valueOf(65537);
		for (int i = 0; i < primes; i++) {
			BigInteger prime = BigInteger.probablePrime(512, random);
			modulus = modulus.multiply(prime);
			order = order.multiply(prime.subtract(BigInteger.ONE));
		}
		PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
		assertThat(verdict(key, modulus, exponent.modInverse(order), DIGEST_INFO)).isTrue();
	}

	/** The one signature that is judged differently (decision 16). */
	@Test
	void verifyWhenDigestInfoHasNoNullThenTheJdkAloneAccepts() throws Exception {
		KeyPair pair = rsa(2048, BigInteger.valueOf(65537));
		RSAPrivateKey key = (RSAPrivateKey) pair.getPrivate();
		byte[] signature = sign(key.getModulus(), key.getPrivateExponent(), DIGEST_INFO_WITHOUT_NULL);
		assertThat(this.jdk.verify(key(pair.getPublic(), JwsAlgorithm.RS256), JwsAlgorithm.RS256, INPUT, signature))
			.isTrue();
		assertThat(this.accelerated.verify(key(pair.getPublic(), JwsAlgorithm.RS256), JwsAlgorithm.RS256, INPUT,
				signature))
			.isFalse();
	}

	@Test
	void verifyWhenRsaSignatureIsBeyondModulusOrOfAnotherLengthThenFalse() throws Exception {
		KeyPair pair = rsa(2048, BigInteger.valueOf(65537));
		RSAPrivateKey key = (RSAPrivateKey) pair.getPrivate();
		byte[] genuine = sign(key.getModulus(), key.getPrivateExponent(), DIGEST_INFO);
		BigInteger beyond = new BigInteger(1, genuine).add(key.getModulus());
		List<byte[]> signatures = new ArrayList<>(List.of(new byte[256], filled(256), bytes(BigInteger.ONE, 256),
				Arrays.copyOf(genuine, 255), bytes(new BigInteger(1, genuine), 257), new byte[0]));
		if (beyond.bitLength() <= 2048) {
			signatures.add(bytes(beyond, 256));
		}
		signatures
			.forEach((signature) -> assertThat(verdict(pair.getPublic(), JwsAlgorithm.RS256, signature)).isFalse());
	}

	@ParameterizedTest
	@CsvSource({ "SHA-256, 32, true", "SHA-256, 0, false", "SHA-256, 20, false", "SHA-256, 33, false",
			"SHA-256, 222, false", "SHA-1, 32, false" })
	void verifyWhenPssHasAnotherSaltOrMaskThenFalse(String mask, int salt, boolean genuine) throws Exception {
		KeyPair pair = rsa(2048, BigInteger.valueOf(65537));
		Signature signer = Signature.getInstance("RSASSA-PSS");
		signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec(mask), salt, 1));
		signer.initSign(pair.getPrivate());
		signer.update(INPUT);
		assertThat(verdict(pair.getPublic(), JwsAlgorithm.PS256, signer.sign())).isEqualTo(genuine);
	}

	@ParameterizedTest
	@EnumSource(names = { "ES256", "ES384", "ES512" })
	void verifyWhenEcdsaIsMalleatedThenTrueAndWhenDerThenFalse(JwsAlgorithm algorithm) throws Exception {
		TestSigningKey key = TestSigningKey.ec("ec", algorithm.curve().getStdName());
		byte[] genuine = key.sign(algorithm.name(), new String(INPUT, StandardCharsets.UTF_8));
		int length = genuine.length / 2;
		BigInteger order = algorithm.curve().toECParameterSpec().getOrder();
		BigInteger r = new BigInteger(1, Arrays.copyOf(genuine, length));
		BigInteger s = new BigInteger(1, Arrays.copyOfRange(genuine, length, 2 * length));
		PublicKey publicKey = key.pair().getPublic();
		assertThat(verdict(publicKey, algorithm, genuine)).isTrue();
		assertThat(verdict(publicKey, algorithm, concat(r, order.subtract(s), length))).isTrue();
		for (BigInteger illegal : List.of(BigInteger.ZERO, BigInteger.ONE, order.subtract(BigInteger.ONE), order)) {
			assertThat(verdict(publicKey, algorithm, concat(illegal, illegal, length))).isFalse();
			assertThat(verdict(publicKey, algorithm, concat(illegal, s, length))).isFalse();
			assertThat(verdict(publicKey, algorithm, concat(r, illegal, length))).isFalse();
		}
		Signature der = Signature.getInstance("SHA" + algorithm.name().substring(2) + "withECDSA");
		der.initSign(key.pair().getPrivate());
		der.update(INPUT);
		assertThat(verdict(publicKey, algorithm, der.sign())).isFalse();
		assertThat(verdict(publicKey, algorithm, Arrays.copyOf(genuine, 2 * length + 2))).isFalse();
	}

	/**
	 * For R of small order, in each encoding there is, and s of 0, of the order and
	 * beyond it. Keys of small order are rejected when they are read.
	 */
	@Test
	void verifyWhenEd25519PointsAreOfSmallOrderOrNotCanonicalThenFalse() {
		TestSigningKey key = TestSigningKey.ed25519("ed");
		BigInteger prime = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
		BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
		BigInteger eight = new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);
		byte[] genuine = key.sign("EdDSA", new String(INPUT, StandardCharsets.UTF_8));
		BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(genuine, 32, 64)));
		for (BigInteger y : List.of(BigInteger.ZERO, BigInteger.ONE, prime.subtract(BigInteger.ONE), prime,
				prime.add(BigInteger.ONE), eight, prime.subtract(eight))) {
			for (BigInteger point : List.of(y, y.setBit(255))) {
				for (BigInteger scalar : List.of(BigInteger.ZERO, s, order, s.add(order))) {
					byte[] signature = Arrays.copyOf(reversed(bytes(point, 32)), 64);
					System.arraycopy(reversed(bytes(scalar, 32)), 0, signature, 32, 32);
					assertThat(verdict(key.pair().getPublic(), JwsAlgorithm.EdDSA, signature)).isFalse();
				}
			}
		}
		byte[] malleated = genuine.clone();
		System.arraycopy(reversed(bytes(s.add(order), 32)), 0, malleated, 32, 32);
		assertThat(verdict(key.pair().getPublic(), JwsAlgorithm.EdDSA, malleated)).isFalse();
		assertThat(verdict(key.pair().getPublic(), JwsAlgorithm.EdDSA, genuine)).isTrue();
	}

	@Test
	void verifyWhenManyThreadsThenEveryVerdictIsRight() throws Exception {
		TestSigningKey ec = TestSigningKey.ec("ec", "secp256r1");
		TestSigningKey ed = TestSigningKey.ed25519("ed");
		byte[] signature = ec.sign("ES256", new String(INPUT, StandardCharsets.UTF_8));
		byte[] other = ed.sign("EdDSA", new String(INPUT, StandardCharsets.UTF_8));
		VerificationKey ecKey = key(ec.pair().getPublic(), JwsAlgorithm.ES256);
		VerificationKey edKey = key(ed.pair().getPublic(), JwsAlgorithm.EdDSA);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Boolean>> tasks = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				tasks.add(() -> {
					for (int round = 0; round < 500; round++) {
						byte[] damaged = signature.clone();
						damaged[round % 64] ^= 1;
						if (!this.accelerated.verify(ecKey, JwsAlgorithm.ES256, INPUT, signature)
								|| this.accelerated.verify(ecKey, JwsAlgorithm.ES256, INPUT, damaged)
								|| !this.accelerated.verify(edKey, JwsAlgorithm.EdDSA, INPUT, other)
								|| this.accelerated.verify(edKey, JwsAlgorithm.EdDSA, INPUT, signature)) {
							return false;
						}
					}
					return true;
				});
			}
			for (Future<Boolean> verdicts : threads.invokeAll(tasks)) {
				assertThat(verdicts.get()).isTrue();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void loadWhenLibraryCannotBeUnpackedThenOneWarningWithTheCure(@TempDir Path directory) throws Exception {
		Path file = Files.createFile(directory.resolve("file"));
		assertThat(otherJvm(directory, "-Dcom.amazon.corretto.crypto.provider.tmpdir=" + file.resolve("none")))
			.contains("The Amazon Corretto Crypto Provider cannot be used, so the JDK verifies all signatures")
			.contains("Set the system property 'com.amazon.corretto.crypto.provider.tmpdir'")
			.containsOnlyOnce(" WARN ")
			.endsWith("[JDK]");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24)
	void loadWhenNativeAccessIsDeniedThenOneWarningWithTheCure(@TempDir Path directory) throws Exception {
		assertThat(otherJvm(directory, "--illegal-native-access=deny"))
			.contains("Start the JVM with the option '--enable-native-access=ALL-UNNAMED'")
			.containsOnlyOnce(" WARN ")
			.endsWith("[JDK]");
	}

	private static String otherJvm(Path directory, String option) throws Exception {
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option,
				"-cp", System.getProperty("java.class.path"), Load.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output).strip();
	}

	private static KeyPair rsa(int bits, BigInteger exponent) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
		return generator.generateKeyPair();
	}

	private boolean verdict(KeyPair pair, String digestInfo) throws Exception {
		RSAPrivateKey key = (RSAPrivateKey) pair.getPrivate();
		return verdict(pair.getPublic(), key.getModulus(), key.getPrivateExponent(), digestInfo);
	}

	private boolean verdict(PublicKey key, BigInteger modulus, BigInteger exponent, String digestInfo)
			throws Exception {
		return verdict(key, JwsAlgorithm.RS256, sign(modulus, exponent, digestInfo));
	}

	/** The verdict of both, which has to be the same. */
	private boolean verdict(PublicKey publicKey, JwsAlgorithm algorithm, byte[] signature) {
		VerificationKey key = key(publicKey, algorithm);
		boolean verdict = this.jdk.verify(key, algorithm, INPUT, signature);
		assertThat(this.accelerated.verify(key, algorithm, INPUT, signature)).isEqualTo(verdict);
		assertThat(this.accelerated.provider(algorithm)).isNotNull();
		return verdict;
	}

	private static VerificationKey key(PublicKey key, JwsAlgorithm algorithm) {
		return new VerificationKey(null, key, Set.of(algorithm), null);
	}

	/** RSASSA-PKCS1-v1_5 with SHA-256, by hand. */
	private static byte[] sign(BigInteger modulus, BigInteger exponent, String digestInfo) throws Exception {
		int length = (modulus.bitLength() + 7) / 8;
		byte[] prefix = HexFormat.of().parseHex(digestInfo);
		byte[] encoded = filled(length);
		encoded[0] = 0;
		encoded[1] = 1;
		encoded[length - 33 - prefix.length] = 0;
		System.arraycopy(prefix, 0, encoded, length - 32 - prefix.length, prefix.length);
		System.arraycopy(MessageDigest.getInstance("SHA-256").digest(INPUT), 0, encoded, length - 32, 32);
		return bytes(new BigInteger(1, encoded).modPow(exponent, modulus), length);
	}

	private static byte[] filled(int length) {
		byte[] filled = new byte[length];
		Arrays.fill(filled, (byte) 0xff);
		return filled;
	}

	private static byte[] concat(BigInteger first, BigInteger second, int length) {
		byte[] both = Arrays.copyOf(bytes(first, length), 2 * length);
		System.arraycopy(bytes(second, length), 0, both, length, length);
		return both;
	}

	private static byte[] bytes(BigInteger value, int length) {
		byte[] bytes = new byte[length];
		byte[] all = value.toByteArray();
		int used = Math.min(all.length, length);
		System.arraycopy(all, all.length - used, bytes, length - used, used);
		return bytes;
	}

	private static byte[] reversed(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

	/** The program of another JVM: it says what verifies signatures. */
	static final class Load {

		private Load() {
		}

		public static void main(String[] arguments) {
			SignatureAcceleration acceleration = SignatureAcceleration.find(Signatures.ofJdk(), null);
			acceleration.run();
			System.out.println(acceleration.verifiers().keySet());
		}

	}

}
