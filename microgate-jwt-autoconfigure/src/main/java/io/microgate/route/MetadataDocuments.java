package io.microgate.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The documents that describe protected resources to clients (RFC 9728 section 3), by
 * their paths. They name nothing but what is configured.
 */
public final class MetadataDocuments {

	/**
	 * There is no protected resource.
	 */
	public static final MetadataDocuments NONE = new MetadataDocuments(Map.of());

	private final Map<String, String> documents;

	private MetadataDocuments(Map<String, String> documents) {
		this.documents = Map.copyOf(documents);
	}

	/**
	 * Writes the documents.
	 * @param specs protected resources by name, checked
	 * @return the documents
	 */
	public static MetadataDocuments compile(Map<String, ProtectedResourceSpec> specs) {
		Map<String, String> documents = new HashMap<>();
		for (ProtectedResourceSpec spec : specs.values()) {
			String resource = Objects.requireNonNull(spec.resource(), "'resource' must be set");
			documents.put(Objects.requireNonNull(MetadataAddress.of(resource).path()), write(resource, spec));
		}
		return documents.isEmpty() ? NONE : new MetadataDocuments(documents);
	}

	/** Member by member, in the order of RFC 9728 section 2. */
	private static String write(String resource, ProtectedResourceSpec spec) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("resource", quote(resource));
		putList(members, "authorization_servers", spec.authorizationServers());
		putList(members, "scopes_supported", spec.scopesSupported());
		return members.entrySet()
			.stream()
			.map((member) -> quote(member.getKey()) + ':' + member.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

	private static void putList(Map<String, String> members, String name, @Nullable List<String> values) {
		if (values != null) {
			members.put(name, values.stream().map(MetadataDocuments::quote).collect(Collectors.joining(",", "[", "]")));
		}
	}

	/** The checks of the configuration leave nothing that JSON would have to escape. */
	private static String quote(String text) {
		return '"' + text + '"';
	}

	/** Leaves out the documents at paths that routes name as a whole. */
	MetadataDocuments without(Collection<ExpandedMatch> matches) {
		if (this == NONE) {
			return NONE;
		}
		Map<String, String> open = new HashMap<>(this.documents);
		for (ExpandedMatch match : matches) {
			if (match.path().kind() == RoutePath.Kind.LITERAL) {
				open.remove(match.path().text());
			}
		}
		return new MetadataDocuments(open);
	}

	/**
	 * The paths of the documents, which are open to GET and HEAD.
	 * @return decoded paths without context path
	 */
	public Collection<String> paths() {
		return this.documents.keySet();
	}

	/**
	 * Finds the document that a request is for.
	 * @param request the request
	 * @return JSON in ASCII, {@code null} if the request is for something else
	 */
	public @Nullable String find(RequestFacts request) {
		if (this.documents.isEmpty() || !request.isPathJudged() || !OpenPaths.METHODS.contains(request.method())) {
			return null;
		}
		return this.documents.get(request.path());
	}

}
