package io.microgate.tls;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Transport security that may change while the application runs.
 */
@FunctionalInterface
public interface TlsSource {

	/**
	 * The source of a JWKS whose keys are fetched over plain {@code http}.
	 */
	TlsSource NONE = NoTls::new;

	/**
	 * What holds for the next fetch. May read files, and is asked by one thread at a
	 * time.
	 * @return equal to the last one for as long as nothing has changed
	 * @throws UnusableMaterialException if there is none that could be used
	 */
	JwksTls current() throws UnusableMaterialException;

	/**
	 * Why what holds is not what was last written.
	 * @return the reason, or {@code null} when there is none. Safe to call from any
	 * thread
	 */
	default @Nullable String trouble() {
		return null;
	}

}
