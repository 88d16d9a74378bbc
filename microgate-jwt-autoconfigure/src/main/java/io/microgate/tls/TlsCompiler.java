package io.microgate.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.microgate.constraint.Ref;
import io.microgate.secret.MountedFile;
import io.microgate.secret.PemFiles;
import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;

/**
 * Compiles the transport security of remote JWKS, for all configurations of an
 * application.
 */
public final class TlsCompiler {

	private final @Nullable SslBundles sslBundles;

	private final Clock clock;

	/** Current bundles by name. An update handler cannot be removed, so each has one. */
	private final Map<String, AtomicReference<@Nullable SslBundle>> followed = new ConcurrentHashMap<>();

	/**
	 * Creates a compiler for the specs of one application.
	 * @param sslBundles bundles of the application, {@code null} if it has none
	 * @param clock the time by which certificates are valid
	 */
	public TlsCompiler(@Nullable SslBundles sslBundles, Clock clock) {
		this.sslBundles = sslBundles;
		this.clock = clock;
	}

	/**
	 * Compiles one spec.
	 * @param tls the spec, {@code null} for the defaults
	 * @param sslBundle name of the bundle that is used instead, {@code null} for none
	 * @param secrets where {@code ca.crt} and {@code ca.crl} are
	 * @param log is given the reason why an unusable file or bundle is not used
	 * @return the transport security
	 */
	public TlsSource compile(@Nullable TlsSpec tls, @Nullable String sslBundle, Secrets secrets, Consumer<String> log) {
		TlsOffer offer = TlsOffer.compile(tls);
		if (sslBundle != null) {
			AtomicReference<@Nullable SslBundle> bundle = this.followed.computeIfAbsent(sslBundle, this::follow);
			return new BundleTls(sslBundle, () -> Objects.requireNonNull(bundle.get()), offer, log);
		}
		TlsSpec.Custom custom = custom(tls);
		if (custom != null) {
			return new CustomTls(custom, files(custom, secrets, log), offer, this.clock);
		}
		JwksTls fixed = new JvmTls(!disablesVerification(tls), offer);
		return () -> fixed;
	}

	private AtomicReference<@Nullable SslBundle> follow(String name) {
		SslBundles bundles = Objects.requireNonNull(this.sslBundles);
		AtomicReference<@Nullable SslBundle> current = new AtomicReference<>();
		bundles.addBundleUpdateHandler(name, current::set);
		// an update that came in between is newer
		current.compareAndSet(null, bundles.getBundle(name));
		return current;
	}

	/**
	 * Returns whether a spec accepts any certificate.
	 * @param tls the spec, {@code null} for the defaults
	 * @return whether it has {@code disabled}
	 */
	public static boolean disablesVerification(@Nullable TlsSpec tls) {
		return tls != null && tls.certificateVerification() != null && tls.certificateVerification().disabled() != null;
	}

	/**
	 * Returns the files that the trust of a spec is made of.
	 * @param tls the spec, {@code null} for the defaults
	 * @param secrets where they are
	 * @return the files, which need not exist
	 */
	public List<Resource> files(@Nullable TlsSpec tls, Secrets secrets) {
		List<Resource> files = new ArrayList<>();
		TlsSpec.Custom custom = custom(tls);
		if (custom != null) {
			certificates(custom).forEach((secret) -> files.add(secrets.file(secret, SecretFile.CERTIFICATES)));
			lists(custom).forEach((secret) -> files.add(secrets.file(secret, SecretFile.REVOCATION_LISTS)));
		}
		return files;
	}

	private static CustomTls.Files files(TlsSpec.Custom spec, Secrets secrets, Consumer<String> log) {
		List<MountedFile<List<X509Certificate>>> certificates = new ArrayList<>();
		for (Ref secret : certificates(spec)) {
			certificates.add(new MountedFile<>(name(SecretFile.CERTIFICATES, secret),
					secrets.file(secret, SecretFile.CERTIFICATES), PemFiles::certificates, log));
		}
		List<MountedFile<List<X509CRL>>> lists = new ArrayList<>();
		for (Ref secret : lists(spec)) {
			lists.add(new MountedFile<>(name(SecretFile.REVOCATION_LISTS, secret),
					secrets.file(secret, SecretFile.REVOCATION_LISTS), PemFiles::lists, log));
		}
		return new CustomTls.Files(certificates, lists);
	}

	private static String name(SecretFile file, Ref secret) {
		return "'%s' of secret '%s'".formatted(file.fileName(), secret.name());
	}

	private static TlsSpec.@Nullable Custom custom(@Nullable TlsSpec tls) {
		TlsSpec.CertificateVerification verification = (tls != null) ? tls.certificateVerification() : null;
		return (verification != null) ? verification.custom() : null;
	}

	private static List<Ref> certificates(TlsSpec.Custom spec) {
		return (spec.trustedCa() != null) ? refs(Objects.requireNonNull(spec.trustedCa().certificates())) : List.of();
	}

	private static List<Ref> lists(TlsSpec.Custom spec) {
		return (spec.crl() != null) ? refs(Objects.requireNonNull(spec.crl().lists())) : List.of();
	}

	private static List<Ref> refs(List<TlsSpec.SecretSource> sources) {
		List<Ref> refs = new ArrayList<>();
		sources.forEach((source) -> refs.add(Objects.requireNonNull(source.secretRef())));
		return refs;
	}

}
