package io.microgate.binding;

import java.util.List;
import java.util.Objects;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Where clients reach the application. A proof is for one of these and the path of the
 * request as sent, whatever {@code Host} and the header fields of proxies say: others
 * than the client may have written them.
 */
public final class PublicOrigins {

	private final String[] origins;

	private PublicOrigins(String[] origins) {
		this.origins = origins;
	}

	/**
	 * Compiles origins.
	 * @param specs the origins, which have been checked
	 * @return the origins
	 */
	static PublicOrigins compile(List<String> specs) {
		return new PublicOrigins(specs.stream()
			.map((spec) -> Objects.requireNonNull(normalize(spec), "'publicOrigins' must be checked"))
			.toArray(String[]::new));
	}

	/**
	 * Normalizes an origin.
	 * @param spec the origin as configured
	 * @return the normalized origin, which a path follows, or {@code null} if it is not
	 * one
	 */
	public static @Nullable String normalize(String spec) {
		String uri = (spec.indexOf('?') < 0 && spec.indexOf('#') < 0) ? ProofUri.normalize(spec) : null;
		if (uri == null || !uri.endsWith("/")) {
			return uri;
		}
		boolean root = uri.indexOf('/', "https://".length()) == uri.length() - 1;
		return root ? uri.substring(0, uri.length() - 1) : null;
	}

	boolean isEmpty() {
		return this.origins.length == 0;
	}

	/**
	 * Whether a proof is for a request.
	 * @param uri {@code htu} of the proof
	 * @param request the request
	 * @return whether it names one of the origins and the path of the request
	 */
	boolean isTarget(String uri, RequestFacts request) {
		String sent = ProofUri.normalize(uri);
		String path = ProofUri.normalizePath(request.rawPath());
		if (sent == null || path == null) {
			return false;
		}
		for (String origin : this.origins) {
			if (sent.length() == origin.length() + path.length() && sent.startsWith(origin) && sent.endsWith(path)) {
				return true;
			}
		}
		return false;
	}

}
