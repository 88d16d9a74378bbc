package io.microgate.test.refusal;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Takes the id off a request, before anything else sees it.
 */
final class RequestIdFilter implements Filter, Ordered {

	private final DecisionRecorder recorder;

	RequestIdFilter(DecisionRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String id = ((HttpServletRequest) request).getHeader(DecisionRecorder.HEADER);
		if (id == null) {
			chain.doFilter(request, response);
			return;
		}
		this.recorder.receive(id);
		try {
			chain.doFilter(new WithoutId((HttpServletRequest) request), response);
		}
		finally {
			this.recorder.settle();
		}
	}

	/** As if the client had not sent the header field. */
	private static final class WithoutId extends HttpServletRequestWrapper {

		WithoutId(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return isId(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return isId(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections
				.enumeration(Collections.list(super.getHeaderNames()).stream().filter((name) -> !isId(name)).toList());
		}

		private static boolean isId(String name) {
			return DecisionRecorder.HEADER.equalsIgnoreCase(name);
		}

	}

}
