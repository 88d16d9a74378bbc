package io.microgate.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A response that costs little: a status and headers. What no filter asks is not
 * supported.
 */
final class LightResponse implements HttpServletResponse {

	/** Names and values by turns. */
	private final List<String> headers = new ArrayList<>(32);

	private int status = SC_OK;

	private boolean committed;

	@Override
	public void addHeader(String name, String value) {
		this.headers.add(name);
		this.headers.add(value);
	}

	@Override
	public void setHeader(String name, String value) {
		for (int i = 0; i < this.headers.size(); i += 2) {
			if (this.headers.get(i).equalsIgnoreCase(name)) {
				this.headers.set(i + 1, value);
				return;
			}
		}
		addHeader(name, value);
	}

	@Override
	public String getHeader(String name) {
		for (int i = 0; i < this.headers.size(); i += 2) {
			if (this.headers.get(i).equalsIgnoreCase(name)) {
				return this.headers.get(i + 1);
			}
		}
		return null;
	}

	@Override
	public Collection<String> getHeaders(String name) {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < this.headers.size(); i += 2) {
			if (this.headers.get(i).equalsIgnoreCase(name)) {
				values.add(this.headers.get(i + 1));
			}
		}
		return values;
	}

	@Override
	public Collection<String> getHeaderNames() {
		Collection<String> names = new LinkedHashSet<>();
		for (int i = 0; i < this.headers.size(); i += 2) {
			names.add(this.headers.get(i));
		}
		return names;
	}

	@Override
	public boolean containsHeader(String name) {
		return getHeader(name) != null;
	}

	@Override
	public void setStatus(int status) {
		this.status = status;
	}

	@Override
	public int getStatus() {
		return this.status;
	}

	@Override
	public void sendError(int status, String message) {
		sendError(status);
	}

	@Override
	public void sendError(int status) {
		this.status = status;
		this.committed = true;
	}

	@Override
	public void flushBuffer() {
		this.committed = true;
	}

	@Override
	public boolean isCommitted() {
		return this.committed;
	}

	@Override
	public String encodeURL(String url) {
		return url;
	}

	@Override
	public String encodeRedirectURL(String url) {
		return url;
	}

	@Override
	public void setDateHeader(String name, long date) {
		setHeader(name, String.valueOf(date));
	}

	@Override
	public void addDateHeader(String name, long date) {
		addHeader(name, String.valueOf(date));
	}

	@Override
	public void setIntHeader(String name, int value) {
		setHeader(name, String.valueOf(value));
	}

	@Override
	public void addIntHeader(String name, int value) {
		addHeader(name, String.valueOf(value));
	}

	@Override
	public String getCharacterEncoding() {
		return "UTF-8";
	}

	@Override
	public String getContentType() {
		return null;
	}

	@Override
	public int getBufferSize() {
		return 8192;
	}

	@Override
	public Locale getLocale() {
		return Locale.ROOT;
	}

	@Override
	public void addCookie(Cookie cookie) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ServletOutputStream getOutputStream() {
		throw new UnsupportedOperationException();
	}

	@Override
	public PrintWriter getWriter() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setCharacterEncoding(String encoding) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setContentLength(int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setContentLengthLong(long length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setContentType(String type) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setBufferSize(int size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void resetBuffer() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void reset() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setLocale(Locale locale) {
		throw new UnsupportedOperationException();
	}

}
