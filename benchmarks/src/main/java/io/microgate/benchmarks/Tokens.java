package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

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
 * Keys and signed tokens, made for one run and kept in a directory: the processes of a
 * run share them.
 */
final class Tokens {

	static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256");

	static final String ISSUER = "https://idp.example.com/realms/bookstore";

	static final String AUDIENCE = "bookstore";

	static final String ROLE = "reader";

	static final int ROTATION = 10_000;

	private final Path directory;

	Tokens(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/** The directory of the file {@code jwks.json}. */
	Path keys() {
		return this.directory.resolve("keys");
	}

	JWKSet keySet() throws IOException {
		try {
			return JWKSet.load(keys().resolve("jwks.json").toFile());
		}
		catch (java.text.ParseException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * The file with the tokens of a state, one a line.
	 * @param algorithm the algorithm of their signatures
	 * @param state what they are like
	 * @return the file
	 */
	Path file(String algorithm, State state) {
		State kind = (state == State.FIRST_SIGHT) ? State.ROTATION : state;
		return this.directory.resolve(algorithm + "-" + kind);
	}

	List<String> read(String algorithm, State state) throws IOException {
		return (state == State.MISSING) ? List.of() : Files.readAllLines(file(algorithm, state));
	}

	/**
	 * Makes new keys and tokens.
	 * @param directory where they are kept
	 * @return the tokens
	 * @throws Exception if that fails
	 */
	static Tokens create(Path directory) throws Exception {
		Tokens tokens = new Tokens(directory);
		RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
		ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
		Files.createDirectories(tokens.keys());
		Files.writeString(tokens.keys().resolve("jwks.json"), new JWKSet(List.of(rsa, ec)).toString());
		for (String algorithm : ALGORITHMS) {
			JWSSigner signer = algorithm.startsWith("ES") ? new ECDSASigner(ec) : new RSASSASigner(rsa);
			JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).type(JOSEObjectType.JWT)
				.keyID(algorithm.startsWith("ES") ? "ec" : "rsa")
				.build();
			tokens.write(header, signer);
		}
		return tokens;
	}

	private void write(JWSHeader header, JWSSigner signer) throws IOException {
		String algorithm = header.getAlgorithm().getName();
		Instant inTime = Instant.now().plus(Duration.ofHours(12));
		Instant over = Instant.now().minus(Duration.ofHours(1));
		String good = sign(header, signer, ROLE, inTime);
		Files.write(file(algorithm, State.ROTATION),
				IntStream.range(0, ROTATION).parallel().mapToObj((i) -> sign(header, signer, ROLE, inTime)).toList());
		Files.write(file(algorithm, State.REPEATED), List.of(good));
		Files.write(file(algorithm, State.BAD_SIGNATURE), List.of(withOtherSignature(good)));
		Files.write(file(algorithm, State.EXPIRED), List.of(sign(header, signer, ROLE, over)));
		Files.write(file(algorithm, State.FORBIDDEN), List.of(sign(header, signer, "guest", inTime)));
	}

	/** Thirteen claims, about 1 KB. */
	private static String sign(JWSHeader header, JWSSigner signer, String role, Instant expiration) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.subject(UUID.randomUUID().toString())
			.audience(List.of(AUDIENCE, "account"))
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

	/** Changed in the middle, where every bit counts. */
	private static String withOtherSignature(String token) {
		int place = token.lastIndexOf('.') + 20;
		char other = (token.charAt(place) == 'A') ? 'B' : 'A';
		return token.substring(0, place) + other + token.substring(place + 1);
	}

}
