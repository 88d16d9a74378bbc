package io.microgate.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.constraint.DurationText;
import io.microgate.constraint.Ref;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.JwksSpec.Cache;
import io.microgate.jwks.JwksSpec.Remote;
import io.microgate.secret.SecretFile;
import io.microgate.tls.TlsSpec.Crl;
import io.microgate.tls.TlsSpec.Custom;
import io.microgate.tls.TlsSpec.SecretSource;
import io.microgate.tls.TlsSpec.TrustedCa;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a JWKS that span several fields.
 */
final class JwksChecks {

	private static final Pattern UNDERSCORE_HOST = Pattern
		.compile("https?://(?=[^/?#:]*_)[A-Za-z0-9._-]+(:[0-9]{1,5})?([/?].*)?");

	private final Problems problems;

	private final TlsChecks tlsChecks;

	private final SslBundleChecks sslBundleChecks;

	JwksChecks(Problems problems, Collection<String> sslBundles) {
		this.problems = problems;
		this.sslBundleChecks = new SslBundleChecks(problems, sslBundles);
		this.tlsChecks = new TlsChecks(problems);
	}

	static Stream<Located<Remote>> remotes(MicrogateProperties properties) {
		return Located.resources("jwks", properties.jwks())
			.flatMap((jwks) -> jwks.child("provider", JwksSpec::provider))
			.flatMap((provider) -> provider.child("remote", JwksSpec.Provider::remote));
	}

	static Stream<Located<Custom>> customs(MicrogateProperties properties) {
		return TlsChecks.customs(remotes(properties).flatMap((remote) -> remote.child("tls", Remote::tls)));
	}

	static Stream<Located<Ref>> secretRefs(MicrogateProperties properties) {
		return Arrays.stream(SecretFile.values()).flatMap((file) -> secretRefs(properties, file));
	}

	/** References to secrets for the sake of one of their files. */
	static Stream<Located<Ref>> secretRefs(MicrogateProperties properties, SecretFile file) {
		return switch (file) {
			case KEY_SET -> Located.resources("jwks", properties.jwks())
				.flatMap((jwks) -> jwks.child("provider", JwksSpec::provider))
				.flatMap((provider) -> provider.child("local", JwksSpec.Provider::local))
				.flatMap((local) -> local.child("secretRef", JwksSpec.Local::secretRef));
			case CERTIFICATES -> customs(properties).flatMap((custom) -> custom.child("trustedCa", Custom::trustedCa))
				.flatMap((trusted) -> trusted.items("certificates", TrustedCa::certificates))
				.flatMap((source) -> source.child("secretRef", SecretSource::secretRef));
			case REVOCATION_LISTS -> customs(properties).flatMap((custom) -> custom.child("crl", Custom::crl))
				.flatMap((crl) -> crl.items("lists", Crl::lists))
				.flatMap((source) -> source.child("secretRef", SecretSource::secretRef));
		};
	}

	void check(MicrogateProperties properties) {
		Located.resources("secrets", properties.secrets()).forEach(this::checkSecret);
		remotes(properties).forEach(this::checkRemote);
		Located.resources("jwks", properties.jwks()).forEach(this.sslBundleChecks::check);
		Located.resources("jwks", properties.jwks())
			.flatMap((jwks) -> jwks.child("extensions", JwksSpec::extensions))
			.flatMap((extensions) -> extensions.child("cache", JwksSpec.Extensions::cache))
			.forEach(this::checkCache);
	}

	private void checkSecret(Located<String> secret) {
		String location = secret.spec();
		if (!location.isEmpty() && !location.matches("(file|classpath):.+")) {
			this.problems.add(secret.path(), location, "must be the location of a directory, file: or classpath:",
					"Write it like file:/etc/microgate/keys/");
		}
	}

	private void checkRemote(Located<Remote> remote) {
		String uri = remote.spec().uri();
		if (uri == null || !uri.matches("https?://(?s:.*)")) {
			return;
		}
		if (!hasHost(uri)) {
			this.problems.add(remote.path().child("uri"), uri, "must be a URI with a host",
					"Write it like https://idp.example.com/jwks.json");
		}
		else if (uri.startsWith("https:") && hasUnderscoreHost(uri)) {
			this.problems.add(remote.path().child("uri"), uri,
					"must have a host without underscores, because no certificate can name one",
					"Give the host another name, such as an alias of the network");
		}
		remote.child("tls", Remote::tls).forEach((tls) -> {
			if (!uri.startsWith("https://")) {
				this.problems.add(tls.path(), null, "can only be configured if the scheme of 'uri' is https",
						"Remove 'tls', or fetch the keys over https");
			}
			this.tlsChecks.check(tls);
		});
	}

	private static boolean hasHost(String uri) {
		try {
			return new URI(uri).getHost() != null || hasUnderscoreHost(uri);
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Docker Compose names hosts like this, though the grammar of URIs does not allow it.
	 */
	private static boolean hasUnderscoreHost(String uri) {
		return UNDERSCORE_HOST.matcher(uri).matches();
	}

	private void checkCache(Located<Cache> cache) {
		Cache spec = cache.spec();
		Duration ttl = duration(spec.ttl());
		Duration refreshAhead = duration(spec.refreshAhead());
		Duration maxStale = duration(spec.maxStale());
		if (ttl != null && refreshAhead != null && refreshAhead.compareTo(ttl) >= 0) {
			this.problems.add(cache.path().child("refreshAhead"), spec.refreshAhead(),
					"must be shorter than 'ttl', which is " + spec.ttl(), "Shorten it, or lengthen 'ttl'");
		}
		if (ttl != null && maxStale != null && maxStale.compareTo(ttl) < 0) {
			this.problems.add(cache.path().child("maxStale"), spec.maxStale(),
					"must not be shorter than 'ttl', which is " + spec.ttl(), "Lengthen it, or shorten 'ttl'");
		}
	}

	/**
	 * Reads a duration if it is one: if not, that is a problem of its own.
	 */
	private static @Nullable Duration duration(String text) {
		try {
			Duration duration = DurationText.parse(text);
			return (duration.compareTo(Duration.ZERO) > 0) ? duration : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
