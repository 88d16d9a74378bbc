package io.microgate.servlet;

import java.util.concurrent.atomic.AtomicBoolean;

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

	private final AtomicBoolean written = new AtomicBoolean();

	SecuredResponse(HttpServletRequest request, HttpServletResponse response, HeaderWriter headers) {
		super(response);
		this.request = request;
		this.headers = headers;
	}

	@Override
	protected void onResponseCommitted() {
		writeHeaders();
		disableOnResponseCommitted();
	}

	/** Writes the headers unless they have been written. */
	void writeHeaders() {
		if (!isDisableOnResponseCommitted() && this.written.compareAndSet(false, true)) {
			this.headers.writeHeaders(this.request, (HttpServletResponse) getResponse());
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
