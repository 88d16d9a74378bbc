package io.microgate.configuration;

import java.util.List;

import io.microgate.constraint.Pattern;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.manifest.ManifestLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * Configurations that decide beside the one in force.
 *
 * @param locations Configuration files or directories of manifests, as resource
 * locations, each of which is a whole configuration that is compared with the one in
 * force and never changes a response.
 */
@ConfigurationPropertiesSource
public record CandidateSpec(
		@Required @Size(min = 1, max = 4) @UniqueItems @Nullable List<@Pattern(value = ManifestLoader.LOCATION,
				rule = "must be the location of a file or directory, file: or classpath:") String> locations) {
}
