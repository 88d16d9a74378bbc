package io.microgate.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.jose.jwk.Curve;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JWK (RFC 7517 section 4) strictly. The message of a refusal completes a
 * sentence that starts with "it".
 */
public final class JwkReader {

	private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

	private final Map<?, ?> members;

	private final Collection<String> uses;

	/**
	 * Creates a reader of one JWK.
	 * @param members the members of the JWK
	 * @param uses the values of 'use' that are accepted, if it has a 'use'
	 */
	public JwkReader(Map<?, ?> members, Collection<String> uses) {
		this.members = members;
		this.uses = uses;
	}

	/**
	 * Returns whether the JWK is meant for encryption, so that it is not used on purpose.
	 * @return {@code false} for a private key, which is never published on purpose
	 */
	public boolean isForEncryption() {
		return "enc".equals(this.members.get("use")) && privateMember() == null;
	}

	public VerificationKey read() throws MalformedJoseException {
		String kid = optionalText("kid");
		String keyType = requiredText("kty");
		checkPublic();
		checkPurpose();
		Curve curve = readCurve(keyType);
		PublicKey key = readKey(keyType, curve);
		Set<JwsAlgorithm> algorithms = readAlgorithms(curve);
		checkUsable(key, algorithms);
		return new VerificationKey(kid, key, algorithms, optionalText("issuer"));
	}

	private void checkPurpose() throws MalformedJoseException {
		String use = optionalText("use");
		if (use != null && !this.uses.contains(use)) {
			throw new MalformedJoseException("has a 'use' other than '" + String.join("', '", this.uses) + "'"
					+ ("enc".equals(use) ? "" : ", see 'extensions.keyUse'"));
		}
		Object operations = this.members.get("key_ops");
		boolean verifies = (operations instanceof List<?> list) ? list.contains("verify")
				: !this.members.containsKey("key_ops");
		if (!verifies) {
			throw new MalformedJoseException("has 'key_ops' without 'verify'");
		}
	}

	/**
	 * A private key in a set of verification keys lies where it should not, so whatever
	 * it has signed proves nothing.
	 */
	private void checkPublic() throws MalformedJoseException {
		String member = privateMember();
		if (member != null) {
			throw new MalformedJoseException("holds a private or symmetric key in '" + member + "'");
		}
	}

	private @Nullable String privateMember() {
		for (String member : PRIVATE_MEMBERS) {
			if (this.members.containsKey(member)) {
				return member;
			}
		}
		return null;
	}

	private @Nullable Curve readCurve(String keyType) throws MalformedJoseException {
		Set<Curve> supported = switch (keyType) {
			case "RSA" -> Set.of();
			case "EC" -> Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
			case "OKP" -> Set.of(Curve.Ed25519);
			default -> throw new MalformedJoseException("has a 'kty' that is not supported");
		};
		if (supported.isEmpty()) {
			return null;
		}
		String name = requiredText("crv");
		for (Curve curve : supported) {
			if (curve.getName().equals(name)) {
				return curve;
			}
		}
		throw new MalformedJoseException("has a 'crv' that is not supported");
	}

	private PublicKey readKey(String keyType, @Nullable Curve curve) throws MalformedJoseException {
		if (curve == null) {
			return PublicKeys.rsa(requiredBytes("n"), requiredBytes("e"));
		}
		return "EC".equals(keyType) ? PublicKeys.ec(curve, requiredBytes("x"), requiredBytes("y"))
				: PublicKeys.ed25519(requiredBytes("x"));
	}

	private Set<JwsAlgorithm> readAlgorithms(@Nullable Curve curve) throws MalformedJoseException {
		String name = optionalText("alg");
		JwsAlgorithm only = (name != null) ? JwsAlgorithm.of(name) : null;
		if (name != null && only == null) {
			throw new MalformedJoseException("has an 'alg' that is not a supported signature algorithm");
		}
		Set<JwsAlgorithm> algorithms = EnumSet.noneOf(JwsAlgorithm.class);
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			if (Objects.equals(algorithm.curve(), curve) && (only == null || algorithm.isSameAs(only))) {
				algorithms.add(algorithm);
			}
		}
		if (algorithms.isEmpty()) {
			throw new MalformedJoseException("has an 'alg' that does not fit its key");
		}
		return algorithms;
	}

	private static void checkUsable(PublicKey key, Set<JwsAlgorithm> algorithms) throws MalformedJoseException {
		try {
			for (JwsAlgorithm algorithm : algorithms) {
				algorithm.verifier(key, null);
			}
		}
		catch (GeneralSecurityException ex) {
			throw new MalformedJoseException("has a key that the JCA does not accept");
		}
	}

	private byte[] requiredBytes(String name) throws MalformedJoseException {
		try {
			return Base64Url.decode(requiredText(name));
		}
		catch (MalformedJoseException ex) {
			throw new MalformedJoseException("has no '" + name + "' in base64url");
		}
	}

	private String requiredText(String name) throws MalformedJoseException {
		String text = optionalText(name);
		if (text == null) {
			throw new MalformedJoseException("has no '" + name + "'");
		}
		return text;
	}

	private @Nullable String optionalText(String name) throws MalformedJoseException {
		if (!this.members.containsKey(name)) {
			return null;
		}
		if (!(this.members.get(name) instanceof String text)) {
			throw new MalformedJoseException("has a '" + name + "' that is not a string");
		}
		return text;
	}

}
