package io.microgate.jwks;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Marker;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.match.StringMatcherSpec;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code JWKS.spec}: where verification keys come from.
 *
 * @param provider The place of the keys.
 * @param extensions Settings that the CR does not have.
 */
@ConfigurationPropertiesSource
public record JwksSpec(@Required @Nullable Provider provider, @DefaultValue Extensions extensions) {

	/**
	 * {@code provider}: keys are fetched or read from a mounted secret.
	 *
	 * @param remote Keys fetched from a URI.
	 * @param local Keys read from a secret.
	 */
	@ExactlyOneOf({ "remote", "local" })
	public record Provider(@Nullable Remote remote, @Nullable Local local) {
	}

	/**
	 * {@code provider.local}.
	 *
	 * @param secretRef The secret whose key 'jwks.json' holds the key set.
	 */
	public record Local(@Required @Nullable Ref secretRef) {
	}

	/**
	 * {@code provider.remote}.
	 *
	 * @param uri Where the key set is fetched, http or https.
	 * @param timeouts Limits of one fetch.
	 * @param tls Transport security, https only.
	 */
	public record Remote(
			@Required @Size(min = 1, max = 2048) @Pattern(value = "(?s)^(http|https)://.*$",
					rule = "must start with http:// or https://") @Nullable String uri,
			@DefaultValue Timeouts timeouts, @Nullable TlsSpec tls) {
	}

	/**
	 * {@code provider.remote.timeouts}.
	 *
	 * @param connect Limit of establishing a connection.
	 * @param maxDuration Limit of the whole fetch, body included.
	 */
	public record Timeouts(@DefaultValue("5s") @GoDuration String connect,
			@DefaultValue("15s") @GoDuration String maxDuration) {
	}

	/**
	 * What the CR does not have.
	 *
	 * @param cache How long keys are kept.
	 * @param sslBundle Name of a Boot SSL bundle that is trust and client certificate,
	 * https only.
	 * @param keyUse Values of 'use' of the keys that verify tokens; a key without 'use'
	 * does in any case.
	 */
	public record Extensions(@DefaultValue Cache cache, @Size(min = 1, max = 253) @Nullable String sslBundle,
			@DefaultValue("sig") @Size(min = 1, max = 16) @UniqueItems List<@Size(min = 1, max = 255) String> keyUse) {
	}

	/**
	 * How long fetched keys are used.
	 *
	 * @param ttl Age from which a key set is stale.
	 * @param refreshAhead How long before the end of the ttl a refresh starts.
	 * @param maxStale Age from which a key set is no longer used.
	 * @param unknownKeyCooldown Least time between two fetches for unknown keys.
	 */
	public record Cache(@DefaultValue("10m") @GoDuration String ttl,
			@DefaultValue("1m") @GoDuration String refreshAhead, @DefaultValue("6h") @GoDuration String maxStale,
			@DefaultValue("30s") @GoDuration String unknownKeyCooldown) {
	}

}
