package io.microgate.test.token;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Sends tokens with requests of MockMvc.
 */
final class MockMvcRequests {

	/** Attribute in which a server has the certificate of a connection. */
	private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private MockMvcRequests() {
	}

	/** Sets a token. One that a test has set before at the same place is replaced. */
	static MockHttpServletRequest send(MockHttpServletRequest request, PlacedToken token) {
		if (request.getAttribute(token.attribute()) == null && isOccupied(request, token)) {
			throw token.occupied();
		}
		request.setAttribute(token.attribute(), true);
		switch (token.kind()) {
			case HEADER -> {
				request.removeHeader(token.name());
				request.addHeader(token.name(), token.value());
			}
			case COOKIE -> setCookie(request, token);
			case QUERY_PARAMETER -> {
				request.setQueryString(token.addTo(request.getQueryString()));
				request.setParameter(token.name(), token.value());
			}
		}
		addProofs(request, token);
		return request;
	}

	private static void addProofs(MockHttpServletRequest request, PlacedToken token) {
		if (token.proof() != null) {
			request.removeHeader(KeyProof.FIELD);
			request.addHeader(KeyProof.FIELD,
					token.proof().of(String.valueOf(request.getMethod()), String.valueOf(request.getRequestURI())));
		}
		if (token.certificate() != null) {
			request.setAttribute(CERTIFICATES, new X509Certificate[] { token.certificate().certificate() });
		}
	}

	private static boolean isOccupied(MockHttpServletRequest request, PlacedToken token) {
		return switch (token.kind()) {
			case HEADER -> request.getHeader(token.name()) != null;
			case COOKIE -> cookies(request).stream().anyMatch((cookie) -> cookie.getName().equals(token.name()));
			case QUERY_PARAMETER -> token.isIn(request.getQueryString());
		};
	}

	private static void setCookie(MockHttpServletRequest request, PlacedToken token) {
		List<Cookie> cookies = new ArrayList<>(cookies(request));
		cookies.removeIf((cookie) -> cookie.getName().equals(token.name()));
		cookies.add(new Cookie(token.name(), token.value()));
		request.setCookies(cookies.toArray(Cookie[]::new));
		if (request.getHeader(PlacedToken.FETCH_SITE) == null) {
			request.addHeader(PlacedToken.FETCH_SITE, PlacedToken.SAME_ORIGIN);
		}
	}

	private static List<Cookie> cookies(MockHttpServletRequest request) {
		Cookie @Nullable [] cookies = request.getCookies();
		return (cookies != null) ? Arrays.asList(cookies) : List.of();
	}

}
