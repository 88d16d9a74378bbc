package io.microgate.jwks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import javax.net.ssl.SSLException;

import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.UntrustedCertificateException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says in a short sentence why a fetch failed. Messages of the HTTP client are left out
 * where they may quote what the server sent.
 */
final class FetchFailure {

	private static final Log logger = LogFactory.getLog(JwksFetcher.class);

	private FetchFailure() {
	}

	/**
	 * Describes a failure.
	 * @param failure the failure
	 * @return what is wrong, and a hint where there is one
	 */
	static String describe(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof FetchException refusal && refusal.hint() != null) {
			return refusal.getMessage() + ". " + refusal.hint();
		}
		return cause(cause);
	}

	/**
	 * Adds where a document was to come from.
	 * @param where the address
	 * @param failure why it did not
	 * @return a failure that says both
	 */
	static FetchException at(String where, Throwable failure) {
		Throwable cause = unwrap(failure);
		String hint = (cause instanceof FetchException refusal) ? refusal.hint() : null;
		return new FetchException("%s (%s)".formatted(cause(cause), where), hint);
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private static String cause(Throwable cause) {
		if (cause instanceof FetchException || cause instanceof UnusableMaterialException
				|| cause instanceof InvalidKeySetException) {
			return String.valueOf(cause.getMessage());
		}
		if (cause instanceof CancellationException) {
			return "the fetch was given up";
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
		if (cause instanceof UnknownHostException || root(cause) instanceof UnresolvedAddressException) {
			return "the host name cannot be resolved";
		}
		if (cause instanceof ConnectException) {
			return "the connection was refused";
		}
		if (cause instanceof NoRouteToHostException) {
			return "the host cannot be reached";
		}
		return otherCause(cause);
	}

	private static String otherCause(Throwable cause) {
		if (root(cause) instanceof ProtocolException) {
			return "the answer is not HTTP";
		}
		if (cause instanceof IOException) {
			return "the answer breaks off or is not HTTP";
		}
		logger.debug("Unexpected failure of a fetch", cause);
		return "the fetch failed unexpectedly, the debug log has more";
	}

	private static Throwable root(Throwable failure) {
		Throwable cause = failure.getCause();
		return (cause != null) ? root(cause) : failure;
	}

}
