package io.microgate.tls;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * {@code extensions.sslBundle}: trust and client certificate are those of a bundle, also
 * after it has been updated. When the update is broken, what was last good stays in use.
 */
final class BundleTls implements TlsSource {

	private final String name;

	private final TlsOffer offer;

	private final Consumer<String> log;

	private final AtomicReference<@Nullable SslBundle> bundle = new AtomicReference<>();

	private @Nullable SslBundle tried;

	private @Nullable JwksTls good;

	private volatile @Nullable String failure;

	BundleTls(String name, SslBundles bundles, TlsOffer offer, Consumer<String> log) {
		this.name = name;
		this.offer = offer;
		this.log = log;
		bundles.addBundleUpdateHandler(name, this.bundle::set);
		// an update that came in between is newer
		this.bundle.compareAndSet(null, bundles.getBundle(name));
	}

	@Override
	public JwksTls current() throws UnusableMaterialException {
		SslBundle current = Objects.requireNonNull(this.bundle.get());
		JwksTls last = this.good;
		if (last != null && current == this.tried) {
			return last;
		}
		this.tried = current;
		try {
			JwksTls created = create(current);
			this.good = created;
			this.failure = null;
			return created;
		}
		// Boot wraps what it finds wrong in exceptions of several kinds
		catch (RuntimeException ex) {
			return lastGood("the SSL bundle '" + this.name + "' is not usable: " + ex.getClass().getSimpleName());
		}
	}

	@Override
	public @Nullable String trouble() {
		return this.failure;
	}

	private JwksTls create(SslBundle bundle) {
		SSLContext context = bundle.createSslContext();
		SSLParameters parameters = context.getDefaultSSLParameters();
		String[] ciphers = bundle.getOptions().getCiphers();
		if (ciphers != null) {
			parameters.setCipherSuites(ciphers);
		}
		String[] protocols = bundle.getOptions().getEnabledProtocols();
		if (protocols != null) {
			parameters.setProtocols(protocols);
		}
		return this.offer.with(context, parameters);
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

}
