package io.microgate.test.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.request.ForwardedHeaders;
import io.microgate.test.token.TestKeys;
import io.microgate.configuration.InvalidConfigurationException;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the configuration in files that no application uses.
 */
final class TestedFiles {

	private static final Pattern MANIFEST = Pattern.compile("(?m)^(- )?\"?(apiVersion|kind)\"?\\s*:");

	private TestedFiles() {
	}

	/** Decides as an application with these configuration files and manifests would. */
	static CaseEngine engine(List<Path> files, TestKeys keys) {
		Map<Boolean, List<Path>> byKind = files.stream().collect(Collectors.partitioningBy(TestedFiles::isManifest));
		ConfigurableEnvironment environment = new StandardEnvironment();
		FilesEnvironment.prepare(environment, new FilesEnvironment.Sources(byKind.getOrDefault(false, List.of()),
				byKind.getOrDefault(true, List.of()), List.of(), List.of()));
		try {
			return CaseEngine.offline(CheckedConfiguration.read(environment, FilesEnvironment.sslBundles(environment)),
					keys, new ForwardedHeaders(environment).areUsed());
		}
		catch (InvalidConfigurationException ex) {
			throw new IllegalArgumentException(ex.report(), ex);
		}
	}

	private static boolean isManifest(Path file) {
		if (Files.isDirectory(file)) {
			return true;
		}
		try {
			return !file.toString().endsWith(".properties") && MANIFEST.matcher(Files.readString(file)).find();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
