package io.microgate.tls;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the transport security of a JWKS, which may change while the application runs.
 */
@FunctionalInterface
public interface TlsSource {

	/**
	 * The source of a JWKS whose keys are fetched over plain {@code http}.
	 */
	TlsSource NONE = NoTls::new;

	/**
	 * Returns the transport security of the next fetch. May read files, and is called by
	 * one thread at a time.
	 * @return equal to the last one for as long as nothing has changed
	 * @throws UnusableMaterialException if no usable one was ever there
	 */
	JwksTls current() throws UnusableMaterialException;

	/**
	 * Says why the current transport security is older than its files or bundle. Safe to
	 * call from any thread.
	 * @return the reason, {@code null} when it is not older
	 */
	default @Nullable String failure() {
		return null;
	}

}
