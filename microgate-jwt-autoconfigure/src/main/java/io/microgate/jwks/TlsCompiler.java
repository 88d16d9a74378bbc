package io.microgate.jwks;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;

/**
 * Compiles the transport security of remote JWKS.
 *
 * @param secrets where {@code ca.crt} and {@code ca.crl} are
 * @param sslBundles bundles of the application, {@code null} if it has none
 * @param clock the time by which certificates are valid
 */
record TlsCompiler(Secrets secrets, @Nullable SslBundles sslBundles, Clock clock) {

	TlsSource compile(String name, JwksSpec.Remote spec, JwksSpec.Extensions extensions) {
		JwksSpec.Tls tls = spec.tls();
		KeySourceLog log = new KeySourceLog(name);
		if (extensions.sslBundle() != null) {
			SslBundles bundles = Objects.requireNonNull(this.sslBundles);
			return new BundleTls(extensions.sslBundle(), bundles, new TlsOffer(tls), log);
		}
		JwksSpec.Custom custom = (tls != null && tls.certificateVerification() != null)
				? tls.certificateVerification().custom() : null;
		if (custom != null) {
			return new CustomTls(custom, files(custom, log), new TlsOffer(tls), this.clock);
		}
		if (JwksTls.disablesVerification(tls)) {
			log.certificatesNotVerified();
		}
		JwksTls fixed = JwksTls.compile(tls);
		return () -> fixed;
	}

	private CustomTls.Files files(JwksSpec.Custom spec, KeySourceLog log) {
		Stream<JwksSpec.SecretSource> certificates = Stream.ofNullable(spec.trustedCa())
			.flatMap((trusted) -> Objects.requireNonNull(trusted.certificates()).stream());
		Stream<JwksSpec.SecretSource> lists = Stream.ofNullable(spec.crl())
			.flatMap((crl) -> Objects.requireNonNull(crl.lists()).stream());
		return new CustomTls.Files(files(certificates, "ca.crt", PemFiles::certificates, log),
				files(lists, "ca.crl", PemFiles::lists, log));
	}

	private <T> List<MountedFile<T>> files(Stream<JwksSpec.SecretSource> sources, String key,
			MountedFile.Parser<T> parser, KeySourceLog log) {
		return sources.map((source) -> Objects.requireNonNull(source.secretRef()))
			.map((secret) -> new MountedFile<>("'" + key + "' of secret '" + secret.name() + "'",
					this.secrets.file(secret, key), parser, log))
			.toList();
	}

}
