package io.microgate.route;

import java.net.URI;

import io.microgate.request.RequestPath;
import org.jspecify.annotations.Nullable;

/**
 * Where clients look for the metadata of a protected resource (RFC 9728 section 3.1): the
 * well-known path comes before the path of the resource.
 *
 * @param text the address
 * @param path its path, decoded; {@code null} if no request can be for it
 */
public record MetadataAddress(String text, @Nullable String path) {

	private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

	/**
	 * Finds the address.
	 * @param resource identifier of the resource, an absolute URL without query and
	 * fragment
	 * @return the address of the document about it
	 * @throws IllegalArgumentException if it is not a URL
	 */
	public static MetadataAddress of(String resource) {
		URI uri = URI.create(resource);
		String resourcePath = (uri.getRawPath() == null || uri.getRawPath().equals("/")) ? "" : uri.getRawPath();
		String path = WELL_KNOWN + resourcePath;
		return new MetadataAddress(uri.getScheme() + "://" + uri.getRawAuthority() + path, RequestPath.decode(path));
	}

}
