package io.microgate.jwks;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Log lines of one key source: one per change, none per attempt, never key material.
 */
final class KeySourceLog {

	private static final Log logger = LogFactory.getLog(JwksSource.class);

	private final String name;

	KeySourceLog(String name) {
		this.name = name;
	}

	void certificatesNotVerified() {
		logger.warn("JWKS '" + this.name + "' does NOT verify the server's certificate: whoever can redirect its "
				+ "connections can issue tokens. 'tls.certificateVerification.disabled' is for development only");
	}

	void unreadable(String cause) {
		logger.error("JWKS '" + this.name + "' has no keys, its tokens are refused: " + cause);
	}

	void staysWithLastGood(String cause) {
		logger.error("JWKS '" + this.name + "' stays with what was last good: " + cause);
	}

	/**
	 * Tells what an attempt changed.
	 * @param before what was known before it
	 * @param after what is known now
	 */
	void changed(KeySourceFacts before, KeySourceFacts after) {
		if (after.lastError() != null && before.lastError() == null) {
			logger.warn("JWKS '" + this.name + "' cannot be fetched, it is tried again: " + after.lastError());
		}
		if (after.lastError() == null && before.lastError() != null) {
			logger.info("JWKS '" + this.name + "' is fetched again");
		}
		if (after.keySet() != null && after.keySet() != before.keySet()) {
			keySetChanged(before.keySet(), after.keySet());
		}
	}

	private void keySetChanged(@Nullable ParsedKeySet before, ParsedKeySet after) {
		List<VerificationKey> earlier = (before != null) ? before.keys().keys() : List.of();
		List<String> added = kidsWithout(after.keys().keys(), earlier);
		List<String> removed = kidsWithout(earlier, after.keys().keys());
		if (!added.isEmpty() || !removed.isEmpty()) {
			logger.info("Keys of JWKS '" + this.name + "' changed, added: " + added + ", removed: " + removed);
		}
		List<String> skipped = new ArrayList<>(after.skipped());
		skipped.removeAll((before != null) ? before.skipped() : List.of());
		skipped.forEach((reason) -> logger.warn("JWKS '" + this.name + "': " + reason));
	}

	private static List<String> kidsWithout(List<VerificationKey> keys, List<VerificationKey> others) {
		List<VerificationKey> rest = new ArrayList<>(keys);
		rest.removeAll(others);
		return rest.stream().map((key) -> (key.kid() != null) ? LogText.of(key.kid()) : "-").toList();
	}

}
