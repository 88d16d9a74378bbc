package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.request.RequestFacts;
import io.microgate.runtime.DecisionPoints;

/**
 * What an application decides that is configured by manifests alone.
 *
 * @param accepted whether it starts
 * @param warnings what it warns of
 * @param allowed names of the probes that it lets through
 */
record ManifestVerdicts(boolean accepted, List<String> warnings, List<String> allowed) {

	private static final ManifestVerdicts REFUSED = new ManifestVerdicts(false, List.of(), List.of());

	static ManifestVerdicts of(Path file, String manifests, List<Probe> probes) {
		try {
			Files.writeString(file, manifests);
			return hasProblem(file) ? REFUSED : decided(file, probes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InvalidConfigurationException ex) {
			return REFUSED;
		}
	}

	/** The first of the checks, and the quickest, as there are thousands of edits. */
	private static boolean hasProblem(Path file) {
		return !ManifestDirectory.problemsOfSpecs(file).isEmpty();
	}

	private static ManifestVerdicts decided(Path file, List<Probe> probes) {
		CheckedConfiguration configuration = CheckedConfiguration
			.read(Configurations.environment("microgate: {manifests: ['%s']}".formatted(file.toUri())), List.of());
		Map<String, RequestFacts> requests = new LinkedHashMap<>();
		probes.forEach((probe) -> requests.put(probe.name(), probe.request().again()));
		List<String> allowed = DecisionPoints.allowed(configuration, requests, Clock.fixed(Probes.NOW, ZoneOffset.UTC));
		return new ManifestVerdicts(true, configuration.warnings(), allowed);
	}

}
