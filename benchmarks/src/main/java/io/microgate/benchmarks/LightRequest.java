package io.microgate.benchmarks;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that costs little to make and to read: headers and attributes are its own,
 * the rest is shared by all requests.
 */
final class LightRequest extends HttpServletRequestWrapper {

	/** Names and values, alternating. */
	private final String[] headers;

	private final Map<String, Object> attributes = new HashMap<>();

	LightRequest(HttpServletRequest shared, String[] headers) {
		super(shared);
		this.headers = headers;
	}

	@Override
	public String getHeader(String name) {
		for (int i = 0; i < this.headers.length; i += 2) {
			if (this.headers[i].equalsIgnoreCase(name)) {
				return this.headers[i + 1];
			}
		}
		return null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		String value = getHeader(name);
		return (value != null) ? Collections.enumeration(List.of(value)) : Collections.emptyEnumeration();
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return new Enumeration<>() {

			private int next;

			@Override
			public boolean hasMoreElements() {
				return this.next < LightRequest.this.headers.length;
			}

			@Override
			public String nextElement() {
				this.next += 2;
				return LightRequest.this.headers[this.next - 2];
			}

		};
	}

	@Override
	public Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public Enumeration<String> getAttributeNames() {
		return Collections.enumeration(this.attributes.keySet());
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

}
