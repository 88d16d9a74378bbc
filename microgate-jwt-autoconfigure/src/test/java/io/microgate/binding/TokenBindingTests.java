package io.microgate.binding;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.microgate.certificate.CertificateSource;
import io.microgate.decision.DenyReason;
import io.microgate.jose.Signatures;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenBinding}, with the examples of RFC 8705 and RFC 9449.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class TokenBindingTests {

	/** RFC 9449 section 7.1. */
	private static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

	private static final String PROOF = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik"
			+ "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR"
			+ "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
			+ "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIj"
			+ "oiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0Z"
			+ "WRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF"
			+ "c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71E"
			+ "OptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

	/** RFC 9449 section 6.1. */
	private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

	private static final Instant ISSUED = Instant.ofEpochSecond(1562262618);

	/** RFC 8705 appendix A. */
	private static final String CERTIFICATE = """
			-----BEGIN CERTIFICATE-----
			MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
			ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
			SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
			/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
			SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
			bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
			-----END CERTIFICATE-----
			""";

	private static final String HASH = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";

	private static TokenBinding binding(String required, Instant now) {
		return binding(required, now, ProofStore.NONE);
	}

	private static TokenBinding binding(String required, Instant now, ProofStore store) {
		BindingSpec spec = new BindingSpec(required, "60s");
		return TokenBinding.compile(spec,
				BindingResources.of(CertificateSource.CONNECTION, List.of("https://resource.example.org"),
						List.of(spec), store, Clock.fixed(now, ZoneOffset.UTC), Signatures.ofJdk()));
	}

	private static PresentedToken token(TokenScheme scheme, Confirmation confirmation, TestRequest request) {
		return new PresentedToken(SentToken.of(TOKEN), scheme, confirmation, request);
	}

	private static TestRequest request() {
		return new TestRequest("GET", "/protectedresource").header("DPoP", PROOF);
	}

	private static X509Certificate certificate() throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(CERTIFICATE.getBytes(StandardCharsets.US_ASCII)));
	}

	@ParameterizedTest
	@CsvSource({ "0, ", "60, ", "61, dpop.invalid", "-10, ", "-11, dpop.invalid" })
	void checkWhenProofIsTheExampleOfTheSpecificationThenItHolds(long age, String reason) {
		BindingOutcome outcome = binding("dpop", ISSUED.plusSeconds(age))
			.check(token(TokenScheme.DPOP, new Confirmation(THUMBPRINT, null), request()));
		assertThat((outcome.refusal() != null) ? outcome.refusal().code() : null).isEqualTo(reason);
		if (reason == null) {
			assertThat(outcome.proof().thumbprint()).isEqualTo(THUMBPRINT);
			assertThat(outcome.proof().usableUntil()).isEqualTo(ISSUED.plusSeconds(60));
		}
	}

	@Test
	void checkWhenCertificateIsTheExampleOfTheSpecificationThenItHolds() throws CertificateException {
		Confirmation confirmation = Confirmation.of(Map.of("x5t#S256", HASH));
		TestRequest request = TestRequest.get().certificate(certificate());
		for (String required : new String[] { null, "any", "certificate" }) {
			TokenBinding binding = binding(required, ISSUED);
			for (TokenScheme scheme : List.of(TokenScheme.BEARER, TokenScheme.NONE)) {
				assertThat(binding.check(token(scheme, confirmation, request))).isSameAs(BindingOutcome.HOLDS);
				assertThat(binding.check(token(scheme, confirmation, TestRequest.get())).refusal())
					.isEqualTo(DenyReason.TOKEN_BINDING);
			}
		}
		assertThat(binding("dpop", ISSUED).check(token(TokenScheme.BEARER, confirmation, request)).refusal())
			.isEqualTo(DenyReason.TOKEN_BINDING);
		Confirmation other = new Confirmation(null, HASH.replace('A', 'B'));
		assertThat(binding(null, ISSUED).check(token(TokenScheme.BEARER, other, request)).refusal())
			.isEqualTo(DenyReason.TOKEN_BINDING);
	}

	@Test
	void checkWhenBoundToBothThenBothHold() throws CertificateException {
		Confirmation both = new Confirmation(THUMBPRINT, HASH);
		TokenBinding binding = binding("any", ISSUED);
		assertThat(binding.check(token(TokenScheme.DPOP, both, request().certificate(certificate()))).proof())
			.isNotNull();
		assertThat(binding.check(token(TokenScheme.DPOP, both, request())).refusal())
			.isEqualTo(DenyReason.TOKEN_BINDING);
		TestRequest certified = new TestRequest("GET", "/protectedresource").certificate(certificate());
		assertThat(binding.check(token(TokenScheme.DPOP, both, certified)).refusal())
			.isEqualTo(DenyReason.DPOP_MISSING);
		assertThat(binding.check(token(TokenScheme.BEARER, both, certified)).refusal())
			.isEqualTo(DenyReason.TOKEN_BINDING);
	}

	private static BindingOutcome check(KeyPair pair, String id) throws JOSEException {
		RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build();
		JWTClaimsSet claims = new JWTClaimsSet.Builder().jwtID(id)
			.claim("htm", "GET")
			.claim("htu", "https://resource.example.org/protectedresource")
			.claim("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")
			.issueTime(Date.from(ISSUED))
			.build();
		SignedJWT proof = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("dpop+jwt")).jwk(key).build(),
				claims);
		proof.sign(new RSASSASigner(pair.getPrivate()));
		TestRequest request = new TestRequest("GET", "/protectedresource").header("DPoP", proof.serialize());
		Confirmation confirmation = new Confirmation(key.computeThumbprint().toString(), null);
		return binding(null, ISSUED).check(token(TokenScheme.DPOP, confirmation, request));
	}

	private static KeyPair generate(int bits, BigInteger exponent) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
		return generator.generateKeyPair();
	}

	/** With its key, a client chooses what checking a signature costs. */
	@ParameterizedTest
	@CsvSource({ "2048, 65537, ", "2048, 4294967291, ", "2048, 4294967311, dpop.invalid", "4104, 65537, dpop.invalid" })
	void checkWhenRsaKeyIsTooExpensiveThenInvalid(int bits, BigInteger exponent, String reason)
			throws GeneralSecurityException, JOSEException {
		DenyReason refusal = check(generate(bits, exponent), "id").refusal();
		assertThat((refusal != null) ? refusal.code() : null).isEqualTo(reason);
	}

	@Test
	void checkWhenIdHasCharactersOfTwoUnitsThenEachCountsOnce() throws GeneralSecurityException, JOSEException {
		KeyPair pair = generate(2048, RSAKeyGenParameterSpec.F4);
		assertThat(check(pair, "\ud83d\udd11".repeat(256)).refusal()).isNull();
		assertThat(check(pair, "\ud83d\udd11".repeat(257)).refusal()).isEqualTo(DenyReason.DPOP_INVALID);
	}

	@Test
	void useWhenStoreFailsOrThrowsThenUnavailableAndLoggedWithoutMessage(CapturedOutput output) {
		UsedProof proof = new UsedProof(THUMBPRINT, "hash", ISSUED);
		ProofStore failing = (used) -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
		ProofStore throwing = (used) -> {
			throw new IllegalStateException("secret");
		};
		ProofStore silent = (used) -> CompletableFuture.completedFuture(null);
		for (ProofStore store : List.of(failing, throwing, silent, ProofStore.NONE)) {
			assertThat(binding("dpop", ISSUED, store).use(proof)).isCompletedWithValue(DenyReason.DPOP_UNAVAILABLE);
		}
		assertThat(output).contains("the store of proofs failed: java.lang.IllegalStateException")
			.doesNotContain("secret");
	}

	@Test
	void useWhenStoreDoesNotAnswerThenUnavailable() {
		ProofStore hanging = (used) -> new CompletableFuture<>();
		assertThat(binding("dpop", ISSUED, hanging).use(new UsedProof(THUMBPRINT, "hash", ISSUED)).join())
			.isEqualTo(DenyReason.DPOP_UNAVAILABLE);
	}

	@Test
	void compileWhenAnotherJwtTakesOlderProofsThenRememberedForThatLong() {
		BindingSpec longer = new BindingSpec(null, "5m");
		TokenBinding binding = TokenBinding.compile(new BindingSpec("dpop", "60s"),
				BindingResources.of(CertificateSource.CONNECTION, List.of("https://resource.example.org"),
						List.of(longer), ProofStore.NONE, Clock.fixed(ISSUED, ZoneOffset.UTC), Signatures.ofJdk()));
		assertThat(binding.check(token(TokenScheme.DPOP, new Confirmation(THUMBPRINT, null), request()))
			.proof()
			.usableUntil()).isEqualTo(ISSUED.plusSeconds(300));
	}

}
