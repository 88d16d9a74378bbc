package io.microgate.configuration;

import java.util.Map;

import io.microgate.jwks.SecretFile;
import io.microgate.spec.Ref;

/**
 * Holds the secrets of manifests against what is read from them. Unlike a file, which may
 * come later, what a manifest has is all there is.
 */
final class SecretChecks {

	private final Problems problems;

	private final ManifestContent manifests;

	SecretChecks(Problems problems, ManifestContent manifests) {
		this.problems = problems;
		this.manifests = manifests;
	}

	void check(MicrogateProperties properties) {
		for (SecretFile file : SecretFile.values()) {
			JwksChecks.secretRefs(properties, file)
				.flatMap((ref) -> ref.child("name", Ref::name))
				.filter((name) -> !isSpoilt(name.spec()))
				.forEach((name) -> check(name, file));
		}
	}

	/** What could not be read of it may be what is asked for. */
	private boolean isSpoilt(String secret) {
		return this.problems.damage().covers(PropertyPath.ROOT.child("secrets").entry(secret));
	}

	private void check(Located<String> name, SecretFile file) {
		Map<String, byte[]> content = this.manifests.secrets().get(name.spec());
		String refusal = (content != null) ? file.refusal(content.get(file.fileName())) : null;
		if (refusal != null) {
			this.problems.add(name.path(), name.spec(),
					"must name a secret with a usable '%s', which %s".formatted(file.fileName(), refusal),
					"Correct the secret, or mount it and name its directory in 'microgate.secrets'");
		}
	}

}
