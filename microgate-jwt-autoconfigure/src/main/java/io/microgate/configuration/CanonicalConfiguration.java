package io.microgate.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A configuration in its one canonical form, so that two of them can be compared: every
 * default is written out, resources are in the order of their names, and what means the
 * same is spelled the same, wherever it comes from.
 *
 * @param yaml the form, with the fields of the custom resources
 * @param digest SHA-256 over it, in hex
 */
public record CanonicalConfiguration(String yaml, String digest) {

	static CanonicalConfiguration of(CheckedConfiguration configuration) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		options.setSplitLines(false);
		options.setDereferenceAliases(true);
		String yaml = new Yaml(options).dump(new CanonicalTree(configuration).toMap());
		return new CanonicalConfiguration(yaml, digest(yaml));
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
