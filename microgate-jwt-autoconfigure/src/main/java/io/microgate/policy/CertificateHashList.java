package io.microgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the hashes of certificates in a ConfigMap: all its values, each with hashes that
 * white space separates.
 */
public final class CertificateHashList {

	/** A SHA-256 hash in hex, with or without colons. */
	public static final String HASH = "[0-9a-fA-F]{64}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}";

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

	private CertificateHashList() {
	}

	/**
	 * Reads the hashes.
	 * @param configMap values by key
	 * @return what is between white space, a hash or not
	 */
	public static List<String> read(Map<String, byte[]> configMap) {
		List<String> hashes = new ArrayList<>();
		for (byte[] value : configMap.values()) {
			WHITE_SPACE.splitAsStream(new String(value, StandardCharsets.UTF_8))
				.filter((text) -> !text.isEmpty())
				.forEach(hashes::add);
		}
		return hashes;
	}

}
