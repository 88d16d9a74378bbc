package io.microgate.jwks;

import java.util.List;

import io.microgate.spec.AnyOf;
import io.microgate.spec.AtMostOneOf;
import io.microgate.spec.ExactlyOneOf;
import io.microgate.spec.GoDuration;
import io.microgate.spec.Marker;
import io.microgate.spec.NotSupportedYet;
import io.microgate.spec.Ref;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code JWKS.spec}: where verification keys come from.
 *
 * @param provider the place of the keys
 * @param extensions what the CR does not have
 */
public record JwksSpec(@NotNull @Valid @Nullable Provider provider, @DefaultValue @Valid Extensions extensions) {

	/**
	 * {@code provider}: keys are fetched or read from a mounted secret.
	 *
	 * @param remote keys fetched from a URI
	 * @param local keys read from a secret
	 */
	@ExactlyOneOf({ "remote", "local" })
	public record Provider(@Valid @Nullable Remote remote, @Valid @Nullable Local local) {
	}

	/**
	 * {@code provider.local}.
	 *
	 * @param secretRef the secret whose key {@code jwks.json} holds the key set
	 */
	public record Local(@NotNull @Valid @Nullable Ref secretRef) {
	}

	/**
	 * {@code provider.remote}.
	 *
	 * @param uri where the key set is fetched, http or https
	 * @param timeouts limits of one fetch
	 * @param tls transport security, https only
	 */
	public record Remote(
			@NotNull @Size(min = 1, max = 2048) @Pattern(regexp = "(?s)^(http|https)://.*$",
					message = "must start with http:// or https://") @Nullable String uri,
			@DefaultValue @Valid Timeouts timeouts, @Valid @Nullable Tls tls) {
	}

	/**
	 * {@code provider.remote.timeouts}.
	 *
	 * @param connect limit of establishing a connection
	 * @param maxDuration limit of the whole fetch, body included
	 */
	public record Timeouts(@DefaultValue("5s") @GoDuration String connect,
			@DefaultValue("15s") @GoDuration String maxDuration) {
	}

	/**
	 * {@code provider.remote.tls}.
	 *
	 * @param certificateVerification how the server certificate is verified, the JVM's
	 * trust store when absent
	 * @param ciphers IANA names of the cipher suites that are offered
	 * @param protocol versions that are offered
	 */
	public record Tls(@Valid @Nullable CertificateVerification certificateVerification,
			@Size(min = 1, max = 32) @UniqueElements @Nullable List<@Size(max = 256) String> ciphers,
			@Valid @Nullable Protocol protocol) {
	}

	/**
	 * {@code tls.certificateVerification}.
	 *
	 * @param disabled any certificate is accepted, for development only
	 * @param publicCas the JVM's trust store and the host name decide
	 */
	@AtMostOneOf({ "disabled", "publicCas" })
	@NotSupportedYet("custom")
	public record CertificateVerification(@Nullable Marker disabled, @Nullable Marker publicCas) {
	}

	/**
	 * {@code tls.protocol}.
	 *
	 * @param minimum lowest version offered
	 * @param maximum highest version offered
	 */
	public record Protocol(@AnyOf( {
			"TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3" }) @Nullable String minimum,
			@AnyOf({ "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3" }) @Nullable String maximum){
	}

	/**
	 * What the CR does not have.
	 *
	 * @param cache how long keys are kept
	 */
	@NotSupportedYet("sslBundle")
	public record Extensions(@DefaultValue @Valid Cache cache) {
	}

	/**
	 * How long fetched keys are used.
	 *
	 * @param ttl age from which a key set is stale
	 * @param refreshAhead how long before the end of the ttl a refresh starts
	 * @param maxStale age from which a key set is no longer used
	 * @param unknownKeyCooldown least time between two fetches for unknown keys
	 */
	public record Cache(@DefaultValue("10m") @GoDuration String ttl,
			@DefaultValue("1m") @GoDuration String refreshAhead, @DefaultValue("6h") @GoDuration String maxStale,
			@DefaultValue("30s") @GoDuration String unknownKeyCooldown) {
	}

}
