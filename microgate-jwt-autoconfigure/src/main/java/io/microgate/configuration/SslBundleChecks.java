package io.microgate.configuration;

import java.util.Collection;

import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.JwksSpec.Extensions;
import io.microgate.jwks.JwksSpec.Provider;
import io.microgate.jwks.JwksSpec.Remote;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a JWKS' {@code extensions.sslBundle}.
 */
final class SslBundleChecks {

	private final Problems problems;

	private final Collection<String> names;

	SslBundleChecks(Problems problems, Collection<String> names) {
		this.problems = problems;
		this.names = names;
	}

	void check(Located<JwksSpec> jwks) {
		jwks.child("extensions", JwksSpec::extensions)
			.flatMap((extensions) -> extensions.child("sslBundle", Extensions::sslBundle))
			.filter((bundle) -> !bundle.spec().isEmpty())
			.forEach((bundle) -> check(bundle, jwks.spec().provider()));
	}

	private void check(Located<String> bundle, @Nullable Provider provider) {
		if (!this.names.contains(bundle.spec())) {
			this.problems.add(bundle.path(), bundle.spec(), "must name an SSL bundle of the application",
					Cures.forUnknownName(bundle.spec(), this.names) + " (spring.ssl.bundle)");
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

}
