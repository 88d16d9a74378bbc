package io.microgate.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;

/**
 * Verifies the signatures of tokens by the JCA alone; the tokens are parsed before.
 */
final class SignatureTarget implements Target {

	private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	/** Precedes the point in an encoded Ed25519 key. */
	private static final String ED25519 = "302a300506032b6570032100";

	private final String algorithm;

	private final PublicKey key;

	private final List<Signed> signed;

	/** The provider that verifies, {@code null} for that of the JDK. */
	private final Provider provider;

	private int next;

	private SignatureTarget(String algorithm, PublicKey key, List<Signed> signed, Provider provider) {
		this.algorithm = algorithm;
		this.key = key;
		this.signed = signed;
		this.provider = provider;
	}

	static SignatureTarget of(Scenario scenario, Tokens tokens) throws Exception {
		List<Signed> signed = new ArrayList<>();
		for (String token : tokens.read(scenario.algorithm(), scenario.state())) {
			int dot = token.lastIndexOf('.');
			signed.add(new Signed(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
					Base64.getUrlDecoder().decode(token.substring(dot + 1))));
		}
		return new SignatureTarget(scenario.algorithm(),
				publicKey(tokens.keySet().getKeyByKeyId(Tokens.keyId(scenario.algorithm()))), signed,
				scenario.subject().isAccelerated() ? (Provider) Class.forName(PROVIDER).getField("INSTANCE").get(null)
						: null);
	}

	private static PublicKey publicKey(JWK key) throws Exception {
		return switch (key.getKeyID()) {
			case Tokens.EC -> key.toECKey().toPublicKey();
			case Tokens.ED -> KeyFactory.getInstance("Ed25519")
				.generatePublic(new X509EncodedKeySpec(HexFormat.of()
					.parseHex(ED25519 + HexFormat.of().formatHex(key.toOctetKeyPair().getDecodedX()))));
			default -> key.toRSAKey().toPublicKey();
		};
	}

	@Override
	public Object call() throws Exception {
		Signed one = this.signed.get(this.next);
		this.next = (this.next + 1) % this.signed.size();
		Signature check = create();
		check.initVerify(this.key);
		check.update(one.content());
		if (!check.verify(one.signature())) {
			throw new IllegalStateException("The signature does not verify");
		}
		return check;
	}

	private Signature create() throws GeneralSecurityException {
		return switch (this.algorithm) {
			case "RS256" -> create("SHA256withRSA");
			case "PS256" -> {
				Signature signature = create("RSASSA-PSS");
				signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
				yield signature;
			}
			case "ES256" -> create("SHA256withECDSAinP1363Format");
			case Tokens.EDDSA -> create("Ed25519");
			default -> throw new IllegalArgumentException(this.algorithm);
		};
	}

	private Signature create(String name) throws GeneralSecurityException {
		return (this.provider != null) ? Signature.getInstance(name, this.provider) : Signature.getInstance(name);
	}

	private record Signed(byte[] content, byte[] signature) {
	}

}
