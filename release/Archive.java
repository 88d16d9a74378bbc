import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a zip by name, and what is wrong with the zip itself. */
record Archive(Map<String, byte[]> files, List<String> problems) {

	static Archive read(byte[] content) {
		Map<String, byte[]> files = new TreeMap<>();
		List<String> problems = new ArrayList<>();
		try {
			Path file = Files.write(Files.createTempFile("archive", ".zip"), content);
			// As Java reads a jar: by the directory at its end
			try (ZipFile zip = new ZipFile(file.toFile())) {
				for (ZipEntry entry : Collections.list(zip.entries())) {
					byte[] bytes = zip.getInputStream(entry).readAllBytes();
					CRC32 checksum = new CRC32();
					checksum.update(bytes);
					if (checksum.getValue() != entry.getCrc()) {
						problems.add("contains " + entry.getName() + ", which is damaged");
					}
					if (!entry.isDirectory() && files.put(entry.getName(), bytes) != null) {
						problems.add("contains " + entry.getName() + " twice");
					}
				}
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			problems.add("cannot be read: " + ex.getMessage());
		}
		if (files.isEmpty()) {
			problems.add("contains nothing");
		}
		return new Archive(files, problems);
	}

	String text(String name) {
		return CheckBundle.text(files().getOrDefault(name, new byte[0]));
	}

}
