package io.microgate.jwks;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import javax.net.ssl.SSLException;

import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.UntrustedCertificateException;

/**
 * Says in a short sentence why a fetch failed. Messages of the HTTP client are left out
 * where they may quote what the server sent.
 */
final class FetchFailure {

	private FetchFailure() {
	}

	static String describe(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof FetchException || cause instanceof UnusableMaterialException
				|| cause instanceof InvalidKeySetException) {
			return String.valueOf(cause.getMessage());
		}
		if (cause instanceof CancellationException) {
			return "no complete answer within 'maxDuration'";
		}
		if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
			return "no connection within the timeout 'connect'";
		}
		if (root(cause) instanceof UntrustedCertificateException refusal) {
			return "TLS failed: " + refusal.getMessage();
		}
		if (cause instanceof SSLException) {
			return "TLS failed: " + LogText.of(String.valueOf(root(cause).getMessage()));
		}
		if (cause instanceof UnknownHostException) {
			return "the host name cannot be resolved";
		}
		if (cause instanceof ConnectException) {
			return (root(cause) instanceof UnresolvedAddressException) ? "the host name cannot be resolved"
					: "the connection was refused";
		}
		return "the fetch failed with " + cause.getClass().getSimpleName();
	}

	private static Throwable root(Throwable failure) {
		Throwable cause = failure.getCause();
		return (cause != null) ? root(cause) : failure;
	}

}
