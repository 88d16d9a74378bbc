package io.microgate.tls;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.microgate.constraint.Ref;
import io.microgate.secret.MountedFile;
import io.microgate.secret.PemFiles;
import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
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
public record TlsCompiler(Secrets secrets, @Nullable SslBundles sslBundles, Clock clock) {

	/**
	 * Compiles one spec.
	 * @param tls the spec, {@code null} for the defaults
	 * @param sslBundle name of the bundle that is used instead, {@code null} for none
	 * @param log told why a file or bundle that has become unusable is not used
	 * @return the transport security
	 */
	public TlsSource compile(@Nullable TlsSpec tls, @Nullable String sslBundle, Consumer<String> log) {
		if (sslBundle != null) {
			SslBundles bundles = Objects.requireNonNull(this.sslBundles);
			return new BundleTls(sslBundle, bundles, new TlsOffer(tls), log);
		}
		TlsSpec.Custom custom = custom(tls);
		if (custom != null) {
			return new CustomTls(custom, files(custom, log), new TlsOffer(tls), this.clock);
		}
		JwksTls fixed = JwksTls.compile(tls);
		return () -> fixed;
	}

	/** The files that the trust of a spec is made of. */
	public List<Resource> files(@Nullable TlsSpec tls) {
		TlsSpec.Custom custom = custom(tls);
		if (custom == null) {
			return List.of();
		}
		return Stream
			.concat(certificates(custom).map((secret) -> this.secrets.file(secret, SecretFile.CERTIFICATES)),
					lists(custom).map((secret) -> this.secrets.file(secret, SecretFile.REVOCATION_LISTS)))
			.toList();
	}

	private static TlsSpec.@Nullable Custom custom(@Nullable TlsSpec tls) {
		TlsSpec.CertificateVerification verification = (tls != null) ? tls.certificateVerification() : null;
		return (verification != null) ? verification.custom() : null;
	}

	private static Stream<Ref> certificates(TlsSpec.Custom spec) {
		return refs(Stream.ofNullable(spec.trustedCa())
			.flatMap((trusted) -> Objects.requireNonNull(trusted.certificates()).stream()));
	}

	private static Stream<Ref> lists(TlsSpec.Custom spec) {
		return refs(Stream.ofNullable(spec.crl()).flatMap((crl) -> Objects.requireNonNull(crl.lists()).stream()));
	}

	private static Stream<Ref> refs(Stream<TlsSpec.SecretSource> sources) {
		return sources.map((source) -> Objects.requireNonNull(source.secretRef()));
	}

	private CustomTls.Files files(TlsSpec.Custom spec, Consumer<String> log) {
		return new CustomTls.Files(files(certificates(spec), SecretFile.CERTIFICATES, PemFiles::certificates, log),
				files(lists(spec), SecretFile.REVOCATION_LISTS, PemFiles::lists, log));
	}

	private <T> List<MountedFile<T>> files(Stream<Ref> secrets, SecretFile file, MountedFile.Parser<T> parser,
			Consumer<String> log) {
		return secrets
			.map((secret) -> new MountedFile<>("'%s' of secret '%s'".formatted(file.fileName(), secret.name()),
					this.secrets.file(secret, file), parser, log))
			.toList();
	}

}
