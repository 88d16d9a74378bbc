package io.microgate.jwks;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.microgate.spec.Ref;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;

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
		JwksSpec.Custom custom = custom(tls);
		if (custom != null) {
			return new CustomTls(custom, files(custom, log), new TlsOffer(tls), this.clock);
		}
		if (JwksTls.disablesVerification(tls)) {
			log.certificatesNotVerified();
		}
		JwksTls fixed = JwksTls.compile(tls);
		return () -> fixed;
	}

	/** The files that the trust of a spec is made of. */
	List<Resource> files(JwksSpec.Remote spec) {
		JwksSpec.Custom custom = custom(spec.tls());
		if (custom == null) {
			return List.of();
		}
		return Stream
			.concat(certificates(custom).map((secret) -> this.secrets.file(secret, SecretFile.CERTIFICATES)),
					lists(custom).map((secret) -> this.secrets.file(secret, SecretFile.REVOCATION_LISTS)))
			.toList();
	}

	private static JwksSpec.@Nullable Custom custom(JwksSpec.@Nullable Tls tls) {
		JwksSpec.CertificateVerification verification = (tls != null) ? tls.certificateVerification() : null;
		return (verification != null) ? verification.custom() : null;
	}

	private static Stream<Ref> certificates(JwksSpec.Custom spec) {
		return refs(Stream.ofNullable(spec.trustedCa())
			.flatMap((trusted) -> Objects.requireNonNull(trusted.certificates()).stream()));
	}

	private static Stream<Ref> lists(JwksSpec.Custom spec) {
		return refs(Stream.ofNullable(spec.crl()).flatMap((crl) -> Objects.requireNonNull(crl.lists()).stream()));
	}

	private static Stream<Ref> refs(Stream<JwksSpec.SecretSource> sources) {
		return sources.map((source) -> Objects.requireNonNull(source.secretRef()));
	}

	private CustomTls.Files files(JwksSpec.Custom spec, KeySourceLog log) {
		return new CustomTls.Files(files(certificates(spec), SecretFile.CERTIFICATES, PemFiles::certificates, log),
				files(lists(spec), SecretFile.REVOCATION_LISTS, PemFiles::lists, log));
	}

	private <T> List<MountedFile<T>> files(Stream<Ref> secrets, SecretFile file, MountedFile.Parser<T> parser,
			KeySourceLog log) {
		return secrets
			.map((secret) -> new MountedFile<>("'%s' of secret '%s'".formatted(file.fileName(), secret.name()),
					this.secrets.file(secret, file), parser, log))
			.toList();
	}

}
