package io.microgate.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * Finds documents about the resource server that are read with another profile only.
 */
final class InactiveDocuments {

	private static final String PREFIX = "spring.security.oauth2.resourceserver";

	private InactiveDocuments() {
	}

	/**
	 * Says which documents are left out.
	 * @param files the files
	 * @param environment has the active profiles
	 * @return a remark for each file and profile
	 */
	static Set<String> remarks(List<Path> files, Environment environment) {
		Set<String> remarks = new LinkedHashSet<>();
		for (Path file : files) {
			for (PropertySource<?> document : documents(file)) {
				String profile = profile(document);
				if (profile != null && isAboutResourceServer(document)
						&& !environment.acceptsProfiles(Profiles.of(profile.split(",")))) {
					remarks.add("A document of '%s' for profile '%s' is left out: translate it with '--profiles'."
						.formatted(file.getFileName(), profile));
				}
			}
		}
		return remarks;
	}

	private static List<PropertySource<?>> documents(Path file) {
		PropertySourceLoader loader = file.toString().endsWith(".properties") ? new PropertiesPropertySourceLoader()
				: new YamlPropertySourceLoader();
		try {
			return loader.load("document", new FileSystemResource(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable String profile(PropertySource<?> document) {
		Object profile = document.getProperty("spring.config.activate.on-profile");
		return (profile != null) ? profile.toString() : null;
	}

	private static boolean isAboutResourceServer(PropertySource<?> document) {
		return document instanceof EnumerablePropertySource<?> properties
				&& Arrays.stream(properties.getPropertyNames()).anyMatch((name) -> name.startsWith(PREFIX));
	}

}
