package io.microgate.jwks;

import java.util.List;
import java.util.TreeSet;

import io.microgate.jose.VerificationKey;

import org.springframework.boot.logging.LogLevel;

/**
 * Says in one line what became of a JWK of a set.
 *
 * @param level the level that it is logged at
 * @param text a sentence, safe to log: of the JWK it quotes the key id only
 */
record KeyRemark(LogLevel level, String text) {

	/**
	 * Creates the remark for a JWK that verifies tokens.
	 * @param name names the JWK
	 * @param key its key
	 * @param deviations how its spelling deviates from the RFCs
	 * @return the remark, which operators see if there are deviations
	 */
	static KeyRemark used(String name, VerificationKey key, List<String> deviations) {
		String used = name + " is used for " + new TreeSet<>(key.algorithms());
		return deviations.isEmpty() ? new KeyRemark(LogLevel.DEBUG, used)
				: new KeyRemark(LogLevel.INFO, used + ", although its " + String.join(", its ", deviations));
	}

	/**
	 * Creates the remark for a JWK that is left out.
	 * @param level the level that it is logged at
	 * @param name names the JWK
	 * @param reason completes a sentence that starts with "it"
	 * @return the remark
	 */
	static KeyRemark notUsed(LogLevel level, String name, String reason) {
		return new KeyRemark(level, name + " is not used: it " + reason);
	}

}
