package io.microgate.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * Verifies the signatures of tokens by the JCA alone; the tokens are parsed before.
 */
final class SignatureTarget implements Target {

	private final String algorithm;

	private final PublicKey key;

	private final List<Signed> signed;

	private int next;

	private SignatureTarget(String algorithm, PublicKey key, List<Signed> signed) {
		this.algorithm = algorithm;
		this.key = key;
		this.signed = signed;
	}

	static SignatureTarget of(Scenario scenario, Tokens tokens) throws Exception {
		boolean elliptic = scenario.algorithm().startsWith("ES");
		JWKSet keys = tokens.keySet();
		PublicKey key = elliptic ? keys.getKeyByKeyId("ec").toECKey().toPublicKey()
				: keys.getKeyByKeyId("rsa").toRSAKey().toPublicKey();
		List<Signed> signed = new ArrayList<>();
		for (String token : tokens.read(scenario.algorithm(), scenario.state())) {
			int dot = token.lastIndexOf('.');
			signed.add(new Signed(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
					Base64.getUrlDecoder().decode(token.substring(dot + 1))));
		}
		return new SignatureTarget(scenario.algorithm(), key, signed);
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

	private Signature create() throws Exception {
		return switch (this.algorithm) {
			case "RS256" -> Signature.getInstance("SHA256withRSA");
			case "PS256" -> {
				Signature signature = Signature.getInstance("RSASSA-PSS");
				signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
				yield signature;
			}
			case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
			default -> throw new IllegalArgumentException(this.algorithm);
		};
	}

	private record Signed(byte[] content, byte[] signature) {
	}

}
