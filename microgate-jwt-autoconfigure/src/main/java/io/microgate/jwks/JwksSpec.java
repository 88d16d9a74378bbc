package io.microgate.jwks;

import java.util.List;
import java.util.Map;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.Confidential;
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

	/** A name, an IPv4 address, or an IPv6 address in brackets. */
	private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])";

	/** From 1 to 65535. */
	private static final String PORT = ":([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

	private static final String FIELD_VALUE = "[!-~]([\\t -~]*[!-~])?";

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
	 * @param discovery The URI is that of a provider's metadata document.
	 * @param request What the requests of a fetch carry, and the proxy that they take.
	 * @param keyUse Values of 'use' of the keys that verify tokens; a key without 'use'
	 * does in any case.
	 */
	public record Extensions(@DefaultValue Cache cache, @Size(min = 1, max = 253) @Nullable String sslBundle,
			@Nullable Discovery discovery, @Confidential @Nullable Request request,
			@DefaultValue("sig") @Size(min = 1, max = 16) @UniqueItems List<@Size(min = 1, max = 255) String> keyUse) {
	}

	/**
	 * {@code discovery}: keys come from the {@code jwks_uri} of a metadata document
	 * (OpenID Connect Discovery, RFC 8414).
	 *
	 * @param issuer The 'issuer' that the document must have.
	 * @param allowedHosts Further hosts, each with its port unless that is the default
	 * one, on which the 'jwks_uri' may be.
	 */
	public record Discovery(@Required @Size(min = 1, max = 2048) @Nullable String issuer,
			@Size(min = 1, max = 32) @UniqueItems @Nullable List<@Size(min = 1, max = 320) @Pattern(
					value = HOST + "(" + PORT + ")?", rule = "must be a host, or host:port") String> allowedHosts) {
	}

	/**
	 * {@code request}: of each request of a fetch.
	 *
	 * @param headers Header fields by name, https only. The values are secrets.
	 * @param bearerToken The token that the request carries, https only.
	 * @param proxy The forward proxy that the request takes.
	 */
	@AtLeastOneOf({ "headers", "bearerToken", "proxy" })
	public record Request(
			@Confidential @Nullable Map<String, @Size(min = 1, max = 8192) @Pattern(value = FIELD_VALUE,
					rule = "must have printable ASCII characters only, and no space at either end") String> headers,
			@Nullable BearerToken bearerToken, @Nullable ForwardProxy proxy) {

		/** Leaves out the values of the headers. */
		@Override
		public String toString() {
			return "Request[headers=%s, bearerToken=%s, proxy=%s]"
				.formatted((this.headers != null) ? this.headers.keySet() : null, this.bearerToken, this.proxy);
		}

	}

	/**
	 * {@code request.bearerToken}.
	 *
	 * @param secretRef The secret whose key 'token' holds the token.
	 */
	public record BearerToken(@Required @Nullable Ref secretRef) {
	}

	/**
	 * {@code request.proxy}.
	 *
	 * @param uri Where the proxy is, http://host:port.
	 * @param secretRef The secret whose keys 'username' and 'password' the proxy asks
	 * for.
	 */
	public record ForwardProxy(
			@Required @Size(min = 1, max = 320) @Pattern(value = "http://" + HOST + PORT + "/?",
					rule = "must be http://host:port, without user name and password") @Nullable String uri,
			@Nullable Ref secretRef) {
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
