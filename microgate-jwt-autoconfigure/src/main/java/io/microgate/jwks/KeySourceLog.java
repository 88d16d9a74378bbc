package io.microgate.jwks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;

/**
 * Logs the changes of one key source: one line per change, none per attempt, never key
 * material.
 */
final class KeySourceLog {

	private static final Log logger = LogFactory.getLog(JwksSource.class);

	/** A provider may publish a thousand keys, and others with each answer. */
	private static final int MAX_NAMED = 100;

	private final String name;

	KeySourceLog(String name) {
		this.name = name;
	}

	void certificatesNotVerified() {
		logger.warn("JWKS '" + this.name + "' does NOT verify the server's certificate: an attacker who redirects its "
				+ "connections can issue tokens. 'tls.certificateVerification.disabled' is for development only");
	}

	void keepsLastGoodTls(String cause) {
		logger.error("JWKS '" + this.name + "' keeps its last good TLS: " + cause);
	}

	void keepsLastJwksUri(String cause) {
		logger.warn("JWKS '" + this.name + "': " + cause);
	}

	/**
	 * Logs what a fetch changed.
	 * @param before what was known before it
	 * @param after what is known now
	 */
	void fetched(KeySourceFacts before, KeySourceFacts after) {
		if (after.lastError() != null && before.lastError() == null) {
			logger.warn("JWKS '" + this.name + "' cannot be fetched, it is tried again: " + after.lastError());
		}
		if (after.lastError() == null && before.lastError() != null) {
			logger.info("JWKS '" + this.name + "' is fetched again");
		}
		keySetChanged(before.keySet(), after.keySet());
	}

	/**
	 * Logs what reading the file changed. A file does not repair itself, so every new
	 * reason is logged.
	 * @param before what was known before it
	 * @param after what is known now
	 */
	void read(KeySourceFacts before, KeySourceFacts after) {
		if (after.lastError() != null && !Objects.equals(before.lastError(), after.lastError())) {
			String consequence = (after.keySet() != null) ? "' keeps its last good keys: "
					: "' has no keys, its tokens are refused: ";
			logger.error("JWKS '" + this.name + consequence + after.lastError());
		}
		if (after.lastError() == null && before.lastError() != null) {
			logger.info("JWKS '" + this.name + "' is read again");
		}
		keySetChanged(before.keySet(), after.keySet());
	}

	private void keySetChanged(@Nullable ParsedKeySet before, @Nullable ParsedKeySet after) {
		if (after == null || after == before) {
			return;
		}
		JwksKeysChangedEvent change = JwksKeysChangedEvent.between(this.name, before, after);
		if (change != null) {
			logger.info("Keys of JWKS '" + this.name + "' changed, added: " + printable(change.added()) + ", removed: "
					+ printable(change.removed()));
		}
		Set<KeyRemark> remarks = new LinkedHashSet<>(after.remarks());
		remarks.removeAll((before != null) ? new HashSet<>(before.remarks()) : Set.of());
		for (LogLevel level : List.of(LogLevel.WARN, LogLevel.INFO, LogLevel.DEBUG)) {
			log(level, remarks.stream().filter((remark) -> remark.level() == level).toList());
		}
		String warning = after.warning();
		if (warning != null && change != null) {
			logger.warn("JWKS '" + this.name + "' " + warning);
		}
	}

	private void log(LogLevel level, List<KeyRemark> remarks) {
		for (KeyRemark remark : remarks.subList(0, Math.min(remarks.size(), MAX_NAMED))) {
			level.log(logger, "JWKS '" + this.name + "': " + remark.text());
		}
		if (remarks.size() > MAX_NAMED) {
			level.log(logger,
					"JWKS '%s': %d more JWKs are not named here".formatted(this.name, remarks.size() - MAX_NAMED));
		}
	}

	private static List<String> printable(List<String> kids) {
		List<String> printable = new ArrayList<>(kids.stream().limit(MAX_NAMED).map(LogText::of).toList());
		if (kids.size() > MAX_NAMED) {
			printable.add("and " + (kids.size() - MAX_NAMED) + " more");
		}
		return printable;
	}

}
