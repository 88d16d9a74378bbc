package io.microgate.test.policy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.certificate.PresentedCertificate;
import io.microgate.test.token.TestKeys;
import org.jspecify.annotations.Nullable;

/**
 * Claims of a case of which the value is known when the token is made: the time, and the
 * key of the client.
 *
 * @param values the claims as they are written
 */
record CaseClaims(Map<String, @Nullable Object> values) {

	static final String CONFIRMATION = "cnf";

	private static final String KEY = "{key}";

	private static final String CERTIFICATE = "{certificate}";

	/** Stands for the thumbprint of the key of the client. */
	static final Map<String, Object> BOUND = Map.of("jkt", KEY);

	/** Stands for the thumbprint of the certificate of the client. */
	static final Map<String, Object> CERTIFIED = Map.of("x5t#S256", CERTIFICATE);

	private static final Pattern TIME = Pattern.compile("\\{now([+-][0-9]{1,9})?}");

	/** Stands for a time by its distance from the request in seconds. */
	static String secondsAgo(long seconds) {
		return "{now-%d}".formatted(seconds);
	}

	/** Whether the token is bound to the key of the client. */
	boolean isBoundToKey() {
		return isBoundTo(KEY);
	}

	/** Whether the token is bound to the certificate of the client. */
	boolean isBoundToCertificate() {
		return isBoundTo(CERTIFICATE);
	}

	private boolean isBoundTo(String what) {
		return this.values.get(CONFIRMATION) instanceof Map<?, ?> members && members.containsValue(what);
	}

	/**
	 * Puts in what is known now.
	 * @param keys have the key of the client
	 * @param time when the request is sent
	 * @param certificate the certificate of the client
	 * @return the claims of the token
	 */
	Map<String, @Nullable Object> resolve(TestKeys keys, Instant time, Supplier<X509Certificate> certificate) {
		Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
		this.values.forEach((name, value) -> {
			Matcher matcher = TIME.matcher((value instanceof String text) ? text : "");
			if (matcher.matches()) {
				long offset = (matcher.group(1) != null) ? Long.parseLong(matcher.group(1)) : 0;
				resolved.put(name, time.getEpochSecond() + offset);
			}
			else {
				resolved.put(name, value);
			}
		});
		if (isBoundToKey() || isBoundToCertificate()) {
			resolved.put(CONFIRMATION, confirmation(keys, certificate));
		}
		return resolved;
	}

	private Map<String, Object> confirmation(TestKeys keys, Supplier<X509Certificate> certificate) {
		Map<String, Object> members = new LinkedHashMap<>();
		((Map<?, ?>) Objects.requireNonNull(this.values.get(CONFIRMATION))).forEach((name, value) -> {
			Object known = KEY.equals(value) ? keys.confirmation().get("jkt") : value;
			members.put(String.valueOf(name), CERTIFICATE.equals(value)
					? PresentedCertificate.of(certificate.get()).thumbprint() : Objects.requireNonNull(known));
		});
		return members;
	}

}
