package io.microgate.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.SecretContentCheck;
import io.microgate.secret.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * Holds the secrets of changed manifests against what is read from them. At start a
 * secret that is missing or broken is a state, which health shows; later, what was last
 * good stays in force.
 */
final class SecretChecks {

	private final Problems problems;

	private final Map<String, Map<String, byte[]>> secrets;

	private final Map<String, Map<String, byte[]>> earlier;

	/**
	 * Checks of changed secrets.
	 * @param problems where problems are reported
	 * @param secrets content of the secrets that manifests have
	 * @param earlier what they had before; what has not changed is not refused
	 */
	SecretChecks(Problems problems, Map<String, Map<String, byte[]>> secrets,
			Map<String, Map<String, byte[]>> earlier) {
		this.problems = problems;
		this.secrets = secrets;
		this.earlier = earlier;
	}

	/**
	 * Finds the names of the secrets that a file is read from.
	 * @param properties the configuration
	 * @param file the file
	 * @return the names
	 */
	static List<SpecElement<String>> names(MicrogateProperties properties, SecretFile file) {
		List<SpecElement<String>> names = new ArrayList<>();
		for (SpecElement<JwksSpec> jwks : SpecElement.find(properties, "jwks", JwksSpec.class)) {
			names.addAll(names(jwks, file));
		}
		if (file == SecretFile.REVOKED_TOKENS) {
			names.addAll(SpecElement.find(properties, "jwts.extensions.revocation.secretRef.name", String.class));
		}
		return names;
	}

	private static List<SpecElement<String>> names(SpecElement<JwksSpec> jwks, SecretFile file) {
		String path = switch (file) {
			case KEY_SET -> "provider.local.secretRef.name";
			case CERTIFICATES ->
				"provider.remote.tls.certificateVerification.custom.trustedCa.certificates.secretRef.name";
			case REVOCATION_LISTS -> "provider.remote.tls.certificateVerification.custom.crl.lists.secretRef.name";
			case BEARER_TOKEN -> "extensions.request.bearerToken.secretRef.name";
			case USERNAME, PASSWORD -> "extensions.request.proxy.secretRef.name";
			case REVOKED_TOKENS -> null;
		};
		return (path != null) ? jwks.find(path, String.class) : List.of();
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<JwksSpec> jwks : SpecElement.find(properties, "jwks", JwksSpec.class)) {
			for (SecretFile file : SecretFile.values()) {
				check(names(jwks, file), file, jwks.spec().extensions().keyUse());
			}
		}
		check(names(properties, SecretFile.REVOKED_TOKENS), SecretFile.REVOKED_TOKENS, List.of());
	}

	private void check(List<SpecElement<String>> names, SecretFile file, List<String> keyUse) {
		for (SpecElement<String> name : names) {
			if (!isInvalid(name.spec())) {
				check(name, file, keyUse);
			}
		}
	}

	/** What could not be read of it may be what is asked for. */
	private boolean isInvalid(String secret) {
		return this.problems.invalidPaths().covers(PropertyPath.ROOT.child("secrets").entry(secret));
	}

	private boolean isUnchanged(String secret, SecretFile file) {
		return this.earlier.containsKey(secret)
				&& Arrays.equals(content(this.secrets, secret, file), content(this.earlier, secret, file));
	}

	private static byte @Nullable [] content(Map<String, Map<String, byte[]>> secrets, String secret, SecretFile file) {
		return secrets.getOrDefault(secret, Map.of()).get(file.fileName());
	}

	private void check(SpecElement<String> name, SecretFile file, List<String> keyUse) {
		Map<String, byte[]> content = this.secrets.get(name.spec());
		if (content == null || isUnchanged(name.spec(), file)) {
			return;
		}
		String refusal = SecretContentCheck.refusal(file, content.get(file.fileName()), keyUse);
		if (refusal != null) {
			this.problems.add(name.path(), name.spec(),
					"must name a secret with a usable '%s', which %s".formatted(file.fileName(), refusal),
					"Correct the secret, or mount it and name its directory in 'microgate.secrets'");
		}
	}

}
