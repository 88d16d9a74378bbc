package io.microgate.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.springframework.core.io.Resource;

/**
 * Tells whether manifests have changed, by which files there are and what they hold: file
 * systems that configuration is mounted on do not tell of changes reliably, nor are times
 * of files precise.
 */
public final class ManifestFingerprint {

	private final ManifestFiles files = new ManifestFiles();

	private final MessageDigest digest;

	private ManifestFingerprint(MessageDigest digest) {
		this.digest = digest;
	}

	/**
	 * Takes the fingerprint of what stands at locations now.
	 * @param locations {@code file:} or {@code classpath:} and the path of a file or a
	 * directory; others are passed over
	 * @return a text that is the same as long as the manifests are
	 */
	public static String of(List<String> locations) {
		try {
			ManifestFingerprint fingerprint = new ManifestFingerprint(MessageDigest.getInstance("SHA-256"));
			locations.stream()
				.filter((location) -> location.matches(ManifestLoader.LOCATION))
				.forEach(fingerprint::add);
			return HexFormat.of().formatHex(fingerprint.digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private void add(String location) {
		add('L', location);
		try {
			this.files.find(location).forEach(this::add);
		}
		catch (IOException ex) {
			add('-', location);
		}
	}

	private void add(Resource file) {
		add('F', file.getDescription());
		try (InputStream content = new DigestInputStream(file.getInputStream(), this.digest)) {
			add('E', String.valueOf(content.transferTo(OutputStream.nullOutputStream())));
		}
		catch (IOException ex) {
			add('-', file.getDescription());
		}
	}

	/** Marked and ended, so that no two lists of texts are the same bytes. */
	private void add(char mark, String text) {
		this.digest.update((byte) mark);
		this.digest.update(text.getBytes(StandardCharsets.UTF_8));
		this.digest.update((byte) 0);
	}

}
