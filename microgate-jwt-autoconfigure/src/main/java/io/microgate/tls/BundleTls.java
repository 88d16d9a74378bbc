package io.microgate.tls;

import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * {@code extensions.sslBundle}: trust and client certificate are those of a bundle, also
 * after it has been updated. When the update is broken, what was last good stays in use.
 */
final class BundleTls implements TlsSource {

	private final String name;

	private final Supplier<SslBundle> bundle;

	private final TlsOffer offer;

	private final Consumer<String> log;

	private @Nullable SslBundle tried;

	private @Nullable JwksTls good;

	private volatile @Nullable String failure;

	/**
	 * Creates a source that follows a bundle.
	 * @param name name of the bundle
	 * @param bundle the bundle as it was last updated
	 * @param offer what the handshake offers
	 * @param log is given the reason why a broken update is not used
	 */
	BundleTls(String name, Supplier<SslBundle> bundle, TlsOffer offer, Consumer<String> log) {
		this.name = name;
		this.bundle = bundle;
		this.offer = offer;
		this.log = log;
	}

	@Override
	public JwksTls current() throws UnusableMaterialException {
		SslBundle current = this.bundle.get();
		JwksTls last = this.good;
		if (last != null && current == this.tried) {
			return last;
		}
		this.tried = current;
		try {
			BundleVersion updated = new BundleVersion(current, this.offer);
			updated.createContext();
			this.good = updated;
			this.failure = null;
			return updated;
		}
		// Boot wraps what it finds wrong in exceptions of several kinds
		catch (RuntimeException ex) {
			return lastGood("the SSL bundle '" + this.name + "' is not usable: " + ex.getClass().getSimpleName());
		}
	}

	@Override
	public @Nullable String failure() {
		return this.failure;
	}

	private JwksTls lastGood(String cause) throws UnusableMaterialException {
		JwksTls last = this.good;
		if (last == null) {
			throw new UnusableMaterialException(cause);
		}
		this.failure = cause;
		this.log.accept(cause);
		return last;
	}

	/**
	 * Transport security of one version of the bundle.
	 *
	 * @param bundle the bundle
	 * @param offer what the handshake offers besides
	 */
	private record BundleVersion(SslBundle bundle, TlsOffer offer) implements JwksTls {

		@Override
		public TlsContext createContext() {
			SSLContext context = this.bundle.createSslContext();
			SSLParameters parameters = context.getDefaultSSLParameters();
			String[] ciphers = this.bundle.getOptions().getCiphers();
			if (ciphers != null) {
				parameters.setCipherSuites(ciphers);
			}
			String[] protocols = this.bundle.getOptions().getEnabledProtocols();
			if (protocols != null) {
				parameters.setProtocols(protocols);
			}
			return this.offer.with(context, parameters);
		}

	}

}
