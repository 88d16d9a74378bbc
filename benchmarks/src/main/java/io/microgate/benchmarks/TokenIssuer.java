package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.microgate.benchmarks.Scenario.State;

/**
 * Makes the keys of a run, and the tokens of an algorithm when they are needed first.
 */
final class TokenIssuer {

	private final RSAKey rsa;

	private final ECKey ec;

	private final EdDsaSigner ed;

	private final int groups;

	private final Tokens tokens;

	private final SenderProofs proofs = new SenderProofs();

	private final Set<String> issued = new HashSet<>();

	TokenIssuer(Path directory) throws IOException, JOSEException {
		this(directory, 0);
	}

	/**
	 * Makes the keys.
	 * @param directory where keys and tokens are written to
	 * @param groups the number of values of an additional claim, some 50 characters of
	 * the token each
	 * @throws IOException if that fails
	 * @throws JOSEException if that fails
	 */
	TokenIssuer(Path directory, int groups) throws IOException, JOSEException {
		this.groups = groups;
		this.rsa = new RSAKeyGenerator(2048).keyID(Tokens.RSA).generate();
		this.ec = new ECKeyGenerator(Curve.P_256).keyID(Tokens.EC).generate();
		this.ed = EdDsaSigner.generate(Tokens.ED);
		this.tokens = new Tokens(directory);
		Files.createDirectories(this.tokens.keySetFile().getParent());
		Files.writeString(this.tokens.keySetFile(),
				new JWKSet(List.of(this.rsa.toPublicJWK(), this.ec.toPublicJWK(), this.ed.key())).toString());
	}

	/** The keys, and the tokens that have been issued. */
	Tokens tokens() {
		return this.tokens;
	}

	/**
	 * Issues the tokens of a scenario unless they exist.
	 * @param scenario the scenario
	 * @return all tokens
	 * @throws Exception if that fails
	 */
	Tokens issue(Scenario scenario) throws Exception {
		String algorithm = scenario.algorithm();
		boolean bound = scenario.state() == State.CERTIFICATE || scenario.state() == State.DPOP;
		if (bound && this.issued.add(algorithm + " bound")) {
			writeBound(header(algorithm), signer(algorithm), Instant.now().plus(Duration.ofHours(12)));
		}
		return issue(algorithm);
	}

	/**
	 * Issues the tokens of an algorithm, except those that are bound to their client,
	 * unless they exist.
	 * @param algorithm the algorithm of their signatures
	 * @return all tokens
	 * @throws Exception if that fails
	 */
	Tokens issue(String algorithm) throws Exception {
		if (this.issued.add(algorithm)) {
			write(header(algorithm), signer(algorithm));
		}
		return this.tokens;
	}

	/**
	 * Issues a single good token.
	 * @param algorithm the algorithm of its signature
	 * @return the token
	 * @throws JOSEException if that fails
	 */
	String token(String algorithm) throws JOSEException {
		return sign(header(algorithm), signer(algorithm), Tokens.ROLE, Instant.now().plus(Duration.ofHours(12)));
	}

	private JWSHeader header(String algorithm) {
		return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).type(JOSEObjectType.JWT)
			.keyID(Tokens.keyId(algorithm))
			.build();
	}

	private JWSSigner signer(String algorithm) throws JOSEException {
		return switch (Tokens.keyId(algorithm)) {
			case Tokens.EC -> new ECDSASigner(this.ec);
			case Tokens.ED -> this.ed;
			default -> new RSASSASigner(this.rsa);
		};
	}

	private void write(JWSHeader header, JWSSigner signer) throws IOException {
		String algorithm = header.getAlgorithm().getName();
		Instant inTime = Instant.now().plus(Duration.ofHours(12));
		Instant over = Instant.now().minus(Duration.ofHours(1));
		String good = sign(header, signer, Tokens.ROLE, inTime);
		Files.write(this.tokens.file(algorithm, State.ROTATION),
				IntStream.range(0, Tokens.ROTATION)
					.parallel()
					.mapToObj((i) -> sign(header, signer, Tokens.ROLE, inTime))
					.toList());
		Files.write(this.tokens.file(algorithm, State.REPEATED), List.of(good));
		Files.write(this.tokens.file(algorithm, State.BAD_SIGNATURE), List.of(withOtherSignature(good)));
		Files.write(this.tokens.file(algorithm, State.EXPIRED), List.of(sign(header, signer, Tokens.ROLE, over)));
		Files.write(this.tokens.file(algorithm, State.FORBIDDEN), List.of(sign(header, signer, "guest", inTime)));
	}

	private void writeBound(JWSHeader header, JWSSigner signer, Instant expiration) throws IOException {
		String algorithm = header.getAlgorithm().getName();
		String byCertificate = sign(header, signer, Tokens.ROLE, expiration,
				Map.of("x5t#S256", this.proofs.certificateHash(this.tokens.certificateFile())));
		Files.write(this.tokens.file(algorithm, State.CERTIFICATE), List.of(byCertificate));
		String byKey = sign(header, signer, Tokens.ROLE, expiration, Map.of("jkt", this.proofs.thumbprint()));
		Files.write(this.tokens.file(algorithm, State.DPOP),
				IntStream.range(0, Tokens.ROTATION)
					.parallel()
					.mapToObj((i) -> byKey + ' ' + this.proofs.proof(byKey))
					.toList());
	}

	private String sign(JWSHeader header, JWSSigner signer, String role, Instant expiration) {
		return sign(header, signer, role, expiration, null);
	}

	/** Signs thirteen claims, which make a token of about 1 KB. */
	private String sign(JWSHeader header, JWSSigner signer, String role, Instant expiration,
			Map<String, Object> confirmation) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(Tokens.ISSUER)
			.subject(UUID.randomUUID().toString())
			.audience(List.of(Tokens.AUDIENCE, "account"))
			.expirationTime(Date.from(expiration))
			.notBeforeTime(Date.from(expiration.minus(Duration.ofHours(13))))
			.issueTime(Date.from(expiration.minus(Duration.ofHours(13))))
			.jwtID(UUID.randomUUID().toString())
			.claim("azp", "bookstore-web")
			.claim("scope", "openid profile email books:read")
			.claim("email", "jane.doe@customers.example.com")
			.claim("email_verified", true)
			.claim("preferred_username", "jane.doe")
			.claim("roles", List.of("offline_access", "uma_authorization", role))
			.claim("cnf", confirmation)
			.claim("groups", (this.groups > 0) ? groups() : null)
			.build();
		SignedJWT jwt = new SignedJWT(header, claims);
		try {
			jwt.sign(signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return jwt.serialize();
	}

	private List<String> groups() {
		return Stream.generate(() -> UUID.randomUUID().toString()).limit(this.groups).toList();
	}

	/** Changes the signature in its middle, where every bit counts. */
	private static String withOtherSignature(String token) {
		int place = token.lastIndexOf('.') + 20;
		char other = (token.charAt(place) == 'A') ? 'B' : 'A';
		return token.substring(0, place) + other + token.substring(place + 1);
	}

}
