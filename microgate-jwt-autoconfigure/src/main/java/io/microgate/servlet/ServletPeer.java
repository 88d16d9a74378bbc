package io.microgate.servlet;

import java.security.cert.X509Certificate;

import org.jspecify.annotations.Nullable;

import jakarta.servlet.ServletRequest;

/**
 * What a server tells of the other end of a connection, in attributes of the request. No
 * client sets them, and forwarded header fields do not change them.
 */
final class ServletPeer {

	/** Attribute with the address of the TCP connection. */
	static final String ADDRESS = ServletPeer.class.getName() + ".address";

	/** Attribute of the Servlet specification (section 3.9). */
	private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private ServletPeer() {
	}

	static @Nullable String address(ServletRequest request) {
		return (String) request.getAttribute(ADDRESS);
	}

	static @Nullable X509Certificate certificate(ServletRequest request) {
		return (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) ? chain[0]
				: null;
	}

}
