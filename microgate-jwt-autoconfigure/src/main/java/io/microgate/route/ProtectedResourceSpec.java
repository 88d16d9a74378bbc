package io.microgate.route;

import java.util.List;

import io.microgate.constraint.Pattern;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * {@code microgate.protected-resources.<name>}: what clients are told about a protected
 * resource (RFC 9728).
 *
 * @param resource Identifier of the resource, an https URL without query and fragment.
 * @param routeRefs The routes that belong to the resource.
 * @param scopesSupported Scopes that clients may ask for.
 * @param authorizationServers Issuers of tokens for the resource.
 * @param metadataUri Where clients find the document, if a proxy serves it elsewhere.
 */
@ConfigurationPropertiesSource
public record ProtectedResourceSpec(@Required @Size(min = 1, max = 2048) @Nullable String resource,
		@Required @Size(min = 1, max = 256) @UniqueItems @Nullable List<Ref> routeRefs,
		@Size(min = 1, max = 256) @UniqueItems @Nullable List<@Size(min = 1, max = 1024) @Pattern(
				value = "[!#-\\[\\]-~]*",
				rule = "must be printable ASCII without quotes, backslashes and spaces") String> scopesSupported,
		@Size(min = 1, max = 64) @UniqueItems @Nullable List<@Size(min = 1, max = 2048) String> authorizationServers,
		@Size(min = 1, max = 2048) @Nullable String metadataUri) {
}
