package io.microgate.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * Writes the security headers before the response is committed, and keeps session IDs out
 * of URLs.
 */
final class SecuredResponse extends OnCommittedResponseWrapper {

	private final HttpServletRequest request;

	private final HeaderWriter headers;

	SecuredResponse(HttpServletRequest request, HttpServletResponse response, HeaderWriter headers) {
		super(response);
		this.request = request;
		this.headers = headers;
	}

	@Override
	protected void onResponseCommitted() {
		writeHeaders();
	}

	/** Writes the headers unless they have been written. */
	void writeHeaders() {
		if (!isDisableOnResponseCommitted()) {
			this.headers.writeHeaders(this.request, (HttpServletResponse) getResponse());
			disableOnResponseCommitted();
		}
	}

	@Override
	public String encodeURL(String url) {
		return url;
	}

	@Override
	public String encodeRedirectURL(String url) {
		return url;
	}

}
