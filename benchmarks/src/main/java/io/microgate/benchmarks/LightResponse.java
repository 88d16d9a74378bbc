package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response that costs little to make and to write: a status and headers are its own,
 * the rest is shared by all responses.
 */
final class LightResponse extends HttpServletResponseWrapper {

	/** Names and values, alternating. */
	private final List<String> headers = new ArrayList<>(32);

	private int status = SC_OK;

	private boolean committed;

	LightResponse(HttpServletResponse shared) {
		super(shared);
	}

	@Override
	public void addHeader(String name, String value) {
		this.headers.add(name);
		this.headers.add(value);
	}

	@Override
	public void setHeader(String name, String value) {
		int index = indexOf(name);
		if (index >= 0) {
			this.headers.set(index + 1, value);
		}
		else {
			addHeader(name, value);
		}
	}

	@Override
	public String getHeader(String name) {
		int index = indexOf(name);
		return (index >= 0) ? this.headers.get(index + 1) : null;
	}

	@Override
	public boolean containsHeader(String name) {
		return indexOf(name) >= 0;
	}

	private int indexOf(String name) {
		for (int i = 0; i < this.headers.size(); i += 2) {
			if (this.headers.get(i).equalsIgnoreCase(name)) {
				return i;
			}
		}
		return -1;
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
		flushBuffer();
	}

	@Override
	public void flushBuffer() {
		this.committed = true;
	}

	@Override
	public boolean isCommitted() {
		return this.committed;
	}

}
