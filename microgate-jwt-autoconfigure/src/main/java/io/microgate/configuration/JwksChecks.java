package io.microgate.configuration;

import java.time.Duration;
import java.util.Collection;

import io.microgate.constraint.DurationText;
import io.microgate.jwks.FetchTarget;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.JwksSpec.Cache;
import io.microgate.jwks.JwksSpec.Provider;
import io.microgate.jwks.JwksSpec.Remote;
import io.microgate.match.RelaxedName;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a JWKS that span several fields.
 */
final class JwksChecks {

	private final Problems problems;

	private final TlsChecks tlsChecks;

	private final @Nullable Collection<String> sslBundles;

	JwksChecks(Problems problems, @Nullable Collection<String> sslBundles) {
		this.problems = problems;
		this.sslBundles = sslBundles;
		this.tlsChecks = new TlsChecks(problems);
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<String> secret : SpecElement.find(properties, "secrets", String.class)) {
			checkSecret(secret);
		}
		for (SpecElement<Remote> remote : SpecElement.find(properties, "jwks.provider.remote", Remote.class)) {
			checkRemote(remote);
		}
		RequestChecks requests = new RequestChecks(this.problems);
		for (SpecElement<JwksSpec> jwks : SpecElement.find(properties, "jwks", JwksSpec.class)) {
			for (SpecElement<String> bundle : jwks.find("extensions.sslBundle", String.class)) {
				checkSslBundle(bundle, jwks.spec().provider());
			}
			requests.check(jwks);
		}
		for (SpecElement<String> use : SpecElement.find(properties, "jwks.extensions.keyUse", String.class)) {
			checkKeyUse(use);
		}
		for (SpecElement<Cache> cache : SpecElement.find(properties, "jwks.extensions.cache", Cache.class)) {
			checkCache(cache);
		}
	}

	private void checkSecret(SpecElement<String> secret) {
		String location = secret.spec();
		if (!location.isEmpty() && !location.matches("(file|classpath):.+")) {
			this.problems.add(secret.path(), location, "must be the location of a directory, file: or classpath:",
					"Write it like file:/etc/microgate/keys/");
		}
	}

	private void checkRemote(SpecElement<Remote> remote) {
		String uri = remote.spec().uri();
		if (uri == null || !uri.matches("https?://(?s:.*)")) {
			return;
		}
		this.problems.add(new SpecElement<>(remote.path().child("uri"), uri), FetchTarget.check(uri));
		for (SpecElement<TlsSpec> tls : remote.find("tls", TlsSpec.class)) {
			if (!uri.startsWith("https://")) {
				this.problems.add(tls.path(), null, "can only be configured if the scheme of 'uri' is https",
						"Remove 'tls', or fetch the keys over https");
			}
			this.tlsChecks.check(tls);
		}
	}

	private void checkSslBundle(SpecElement<String> bundle, @Nullable Provider provider) {
		if (bundle.spec().isEmpty()) {
			return;
		}
		if (this.sslBundles != null && !this.sslBundles.contains(bundle.spec())) {
			this.problems.add(bundle.path(), bundle.spec(), "must name an SSL bundle of the application",
					RelaxedName.cureForReference(bundle.spec(), this.sslBundles) + " (spring.ssl.bundle)");
		}
		if (provider == null) {
			return;
		}
		Remote remote = provider.remote();
		if (provider.local() != null || (remote != null && remote.uri() != null && remote.uri().startsWith("http:"))) {
			this.problems.add(bundle.path(), bundle.spec(), "can only be configured if keys are fetched over https",
					"Remove it, or set a 'remote' with an https 'uri'");
		}
		TlsSpec tls = (remote != null) ? remote.tls() : null;
		if (tls != null && tls.certificateVerification() != null) {
			this.problems.add(bundle.path(), bundle.spec(),
					"cannot be combined with 'tls.%s', the bundle decides what is trusted"
						.formatted(this.problems.spelling(bundle.path()).key("certificateVerification")),
					"Keep one of the two");
		}
	}

	private void checkKeyUse(SpecElement<String> use) {
		String value = use.spec();
		if (value.equalsIgnoreCase("enc")) {
			this.problems.add(use.path(), value, "must not be the use of keys that encrypt",
					"Remove it: what such a key signs proves nothing. A key that does both has no 'use'");
		}
		else if (!value.isEmpty() && !value.matches("[!-~]+")) {
			this.problems.add(use.path(), value, "must be printable ASCII without white space",
					"Write the value as the key set has it, such as jwt-svid");
		}
	}

	private void checkCache(SpecElement<Cache> cache) {
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
