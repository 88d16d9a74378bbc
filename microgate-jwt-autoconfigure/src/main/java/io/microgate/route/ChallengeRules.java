package io.microgate.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.microgate.constraint.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What challenges say beside the reason.
 *
 * @param realm name of the protected area, {@code null} for none
 * @param metadataUris where the metadata of a protected resource is, by name of the
 * route, for the routes that belong to one
 */
public record ChallengeRules(@Nullable String realm, Map<String, String> metadataUris) {

	/**
	 * Nothing is configured.
	 */
	public static final ChallengeRules NONE = new ChallengeRules(null, Map.of());

	/**
	 * Compiles what challenges say.
	 * @param realm name of the protected area, {@code null} for none
	 * @param resources protected resources by name, checked
	 * @return the rules
	 */
	public static ChallengeRules compile(@Nullable String realm, Map<String, ProtectedResourceSpec> resources) {
		Map<String, String> uris = new HashMap<>();
		for (ProtectedResourceSpec resource : resources.values()) {
			String uri = (resource.metadataUri() != null) ? resource.metadataUri()
					: MetadataAddress.of(Objects.requireNonNull(resource.resource(), "'resource' must be set")).text();
			for (Ref route : Objects.requireNonNull(resource.routeRefs(), "'routeRefs' must be set")) {
				uris.put(Objects.requireNonNull(route.name(), "'name' must be set"), uri);
			}
		}
		return new ChallengeRules(realm, Map.copyOf(uris));
	}

}
