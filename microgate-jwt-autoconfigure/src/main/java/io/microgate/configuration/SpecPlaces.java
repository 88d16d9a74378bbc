package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Finds the lines in which the parts of a configuration are written.
 */
public final class SpecPlaces {

	private final Provenance provenance;

	SpecPlaces(Provenance provenance) {
		this.provenance = provenance;
	}

	/**
	 * Finds where a part of a resource is written. Looks it up when asked, in time that
	 * does not depend on the size of the configuration.
	 * @param resources component of the root that holds the resource, such as
	 * {@code jwts}
	 * @param name name of the resource
	 * @param steps the way from the resource down to the part: names of components and of
	 * entries of maps as {@link String}, positions in lists as {@link Integer}
	 * @return {@code file:line}, the property source if the place is in no file,
	 * {@code null} if it is not known
	 */
	public @Nullable String find(String resources, String name, Object... steps) {
		PropertyPath path = PropertyPath.ROOT.child(resources).entry(name);
		for (Object step : steps) {
			path = below(path, step);
		}
		Origin origin = this.provenance.originInText(path);
		return (origin != null) ? describe(origin) : null;
	}

	private static PropertyPath below(PropertyPath path, Object step) {
		if (step instanceof Integer index) {
			return path.element(index);
		}
		String name = (String) step;
		return (path.schema().kind() == SpecKind.MAP) ? path.entry(name) : path.child(name);
	}

	private static String describe(Origin origin) {
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null) {
			return origin.toString();
		}
		String file = describe(text.getResource());
		return (text.getLocation() != null) ? file + ":" + (text.getLocation().getLine() + 1) : file;
	}

	/** Files are named from the working directory, as tools for developers do. */
	private static String describe(Resource tracked) {
		Resource resource = (tracked instanceof OriginTrackedResource wrapper) ? wrapper.getResource() : tracked;
		if (resource instanceof ClassPathResource classPath) {
			return classPath.getPath();
		}
		try {
			Path file = resource.getFile().toPath().toAbsolutePath().normalize();
			Path directory = Path.of("").toAbsolutePath();
			return (file.startsWith(directory) ? directory.relativize(file) : file).toString();
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

}
