package io.microgate.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.microgate.secret.MountedFile;
import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * {@code certificateVerification.custom}: follows the files it is made of. Used by one
 * thread at a time.
 */
final class CustomTls implements TlsSource {

	private final TlsSpec.Custom spec;

	private final Files files;

	private final TlsOffer offer;

	private final Clock clock;

	CustomTls(TlsSpec.Custom spec, Files files, TlsOffer offer, Clock clock) {
		this.spec = spec;
		this.files = files;
		this.offer = offer;
		this.clock = clock;
	}

	@Override
	public JwksTls current() throws UnusableMaterialException {
		return new CheckedTls(this.spec, this.files.read(), this.offer, this.clock);
	}

	@Override
	public @Nullable String failure() {
		return Stream.concat(this.files.certificates().stream(), this.files.lists().stream())
			.map(MountedFile::failure)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The files of all secrets.
	 *
	 * @param certificates {@code ca.crt} of each
	 * @param lists {@code ca.crl} of each
	 */
	record Files(List<MountedFile<List<X509Certificate>>> certificates, List<MountedFile<List<X509CRL>>> lists) {

		TrustMaterial read() throws UnusableMaterialException {
			return new TrustMaterial(read(this.certificates), read(this.lists));
		}

		private static <T> List<T> read(List<MountedFile<List<T>>> files) throws UnusableMaterialException {
			List<T> content = new ArrayList<>();
			for (MountedFile<List<T>> file : files) {
				content.addAll(file.current());
			}
			return content;
		}

	}

	/**
	 * Transport security of one version of the files.
	 *
	 * @param spec what is checked
	 * @param material what the files hold
	 * @param offer what the handshake offers
	 * @param clock the time by which certificates are valid
	 */
	private record CheckedTls(TlsSpec.Custom spec, TrustMaterial material, TlsOffer offer,
			Clock clock) implements JwksTls {

		@Override
		public TlsContext createContext() throws UnusableMaterialException {
			return TlsContext.create(checks(), this.offer);
		}

		private List<CertificateCheck> checks() {
			List<CertificateCheck> checks = new ArrayList<>(List.of(new ValidityCheck(this.clock)));
			if (this.spec.trustedCa() != null) {
				checks.add(new ChainCheck(this.spec, this.material, this.clock));
			}
			if (this.spec.trustedCa() != null && this.spec.allowedSans() == null) {
				checks.add(new HostNameCheck());
			}
			if (this.spec.allowedSans() != null) {
				checks.add(new SanCheck(this.spec.allowedSans()));
			}
			if (this.spec.certificatePinning() != null) {
				checks.add(new PinCheck(this.spec.certificatePinning()));
			}
			return checks;
		}

	}

}
