package io.microgate.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Holds what manifests were at one moment, so that what is compared with later is what
 * was loaded. File systems that configuration is mounted on do not tell of changes
 * reliably, nor are times of files precise, so the content is compared.
 */
public final class ManifestSnapshot {

	private final List<Location> locations = new ArrayList<>();

	private ManifestSnapshot() {
	}

	/**
	 * Reads the current content of locations.
	 * @param locations {@code file:} or {@code classpath:} and the path of a file or a
	 * directory; others are passed over, as they are a problem of their own
	 * @return the content of all files
	 */
	public static ManifestSnapshot read(List<String> locations) {
		ManifestFiles files = new ManifestFiles();
		ManifestSnapshot snapshot = new ManifestSnapshot();
		for (int i = 0; i < locations.size(); i++) {
			if (locations.get(i).matches(ManifestLoader.LOCATION)) {
				snapshot.locations.add(new Location(i, locations.get(i), find(files, locations.get(i))));
			}
		}
		return snapshot;
	}

	private static @Nullable List<ManifestFile> find(ManifestFiles files, String location) {
		try {
			return files.find(location).stream().map(ManifestSnapshot::read).toList();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static ManifestFile read(Resource file) {
		try (InputStream content = file.getInputStream()) {
			return new ManifestFile(file, content.readNBytes(YamlFile.MAX_BYTES + 1));
		}
		catch (IOException ex) {
			return new ManifestFile(file, null);
		}
	}

	List<Location> locations() {
		return this.locations;
	}

	/**
	 * Returns the locations that cannot change while the application runs, because all
	 * their files are inside an archive.
	 * @return the locations as they are configured
	 */
	public List<String> insideArchives() {
		return this.locations.stream().filter(Location::isInsideArchive).map(Location::text).toList();
	}

	/**
	 * Tells whether manifests have changed, by which files there are and what they hold.
	 * @return a string that is the same as long as the manifests are
	 */
	public String fingerprint() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			this.locations.forEach((location) -> add(digest, location));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private static void add(MessageDigest digest, Location location) {
		add(digest, (location.files != null) ? 'L' : '-', location.text);
		for (ManifestFile file : (location.files != null) ? location.files : List.<ManifestFile>of()) {
			byte[] content = file.content;
			add(digest, (content != null) ? 'F' : '-', file.resource.getDescription());
			if (content != null) {
				digest.update(content);
				add(digest, 'E', String.valueOf(content.length));
			}
		}
	}

	/** Marked and ended, so that no two lists of strings are the same bytes. */
	private static void add(MessageDigest digest, char mark, String text) {
		digest.update((byte) mark);
		digest.update(text.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
	}

	/**
	 * A location of manifests.
	 *
	 * @param index its position among the locations
	 * @param text the location
	 * @param files its files, {@code null} if it does not exist or cannot be read
	 */
	record Location(int index, String text, @Nullable List<ManifestFile> files) {

		private boolean isInsideArchive() {
			return this.files != null && !this.files.isEmpty()
					&& this.files.stream().noneMatch((file) -> file.resource.isFile());
		}

	}

	/**
	 * A file of manifests.
	 *
	 * @param resource where it is
	 * @param content what it holds, {@code null} if it cannot be read
	 */
	record ManifestFile(Resource resource, byte @Nullable [] content) {
	}

}
