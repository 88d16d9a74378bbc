package io.microgate.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Reads the property sources of a candidate: the documents of a configuration file, or a
 * directory of manifests. Nothing of Spring Boot's configuration files but their format
 * applies: no profiles and no imports.
 */
final class CandidateSources {

	private static final String NAME = "candidate";

	private static final String PROPERTY = "microgate.candidate.locations";

	private static final Pattern FILE = Pattern.compile("(?is).*\\.(ya?ml|properties)");

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("microgate");

	/** Would decide what counts of the file. */
	private static final List<ConfigurationPropertyName> REFUSED = List
		.of(ConfigurationPropertyName.of("spring.config"), ConfigurationPropertyName.of("spring.profiles"));

	private final String location;

	private final Problems problems;

	/**
	 * Creates the reader of a candidate.
	 * @param location a configuration file or a directory of manifests
	 * @param problems where problems are reported
	 */
	CandidateSources(String location, Problems problems) {
		this.location = location;
		this.problems = problems;
	}

	/**
	 * Reads the sources.
	 * @return the sources, none if they have problems
	 */
	MutablePropertySources read() {
		MutablePropertySources sources = new MutablePropertySources();
		if (!FILE.matcher(this.location).matches()) {
			sources.addFirst(new MapPropertySource(NAME, Map.of("microgate.manifests[0]", this.location)));
			return sources;
		}
		// what a later document says takes precedence
		load().forEach(sources::addFirst);
		boolean found = false;
		for (PropertySource<?> source : sources) {
			found = check((EnumerablePropertySource<?>) source) || found;
		}
		if (!found && this.problems.list().isEmpty()) {
			report("must be a file with the configuration under 'microgate'",
					"Write the whole configuration there, or name a directory of manifests", null);
		}
		return sources;
	}

	private List<PropertySource<?>> load() {
		Resource file = new DefaultResourceLoader().getResource(this.location);
		boolean properties = this.location.endsWith(".properties");
		PropertySourceLoader loader = properties ? new PropertiesPropertySourceLoader()
				: new YamlPropertySourceLoader();
		try {
			// named as files are everywhere else
			file = file.isFile() ? new FileSystemResource(file.getFile()) : file;
			return loader.load(NAME, file);
		}
		catch (MarkedYAMLException ex) {
			report("must be YAML", "Correct the YAML at this place, or just before it", origin(file, ex));
		}
		catch (IOException | RuntimeException ex) {
			// the message of the exception may quote the file
			report("must be the location of a file that can be read", "Correct it, or create the file", null);
		}
		return List.of();
	}

	private static @Nullable Origin origin(Resource file, MarkedYAMLException failure) {
		Mark mark = failure.getProblemMark();
		return (mark != null)
				? new TextResourceOrigin(file, new TextResourceOrigin.Location(mark.getLine(), mark.getColumn()))
				: null;
	}

	/**
	 * Refuses what would decide what counts of the file.
	 * @return whether there is any configuration
	 */
	private boolean check(EnumerablePropertySource<?> source) {
		boolean found = false;
		for (@Nullable
		String key : source.getPropertyNames()) {
			// A YAML document {} has one property without a name
			if (key != null) {
				ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
				found = found || ROOT.equals(name) || ROOT.isAncestorOf(name);
				if (REFUSED.stream().anyMatch((refused) -> refused.isAncestorOf(name))) {
					this.problems.report(new Problem(key, null, "must not be set in a candidate",
							"Remove it; each candidate is one configuration without profiles and imports",
							OriginLookup.getOrigin(source, key)));
				}
			}
		}
		return found;
	}

	private void report(String rule, String cure, @Nullable Origin origin) {
		this.problems.report(new Problem(PROPERTY, Problem.render(this.location), rule, cure, origin));
	}

}
