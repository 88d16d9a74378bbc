package io.microgate.test.policy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.engine.ExplainRequest;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The request of a case as a client sends it.
 */
final class SentCase {

	private static final String COOKIE = HttpHeaders.COOKIE + ": ";

	private static final String FETCH_SITE = "Sec-Fetch-Site";

	private final PolicyCase policyCase;

	private final boolean forwarded;

	private final PolicyCaseRequest request;

	private final CaseConnection connection;

	/**
	 * Creates the request of a case.
	 * @param policyCase the case
	 * @param forwarded whether the server takes host and client from forwarded headers
	 * @param connection presents the certificate
	 */
	SentCase(PolicyCase policyCase, boolean forwarded, CaseConnection connection) {
		this.policyCase = policyCase;
		this.forwarded = forwarded;
		this.request = policyCase.request();
		this.connection = connection;
	}

	ExplainRequest withoutToken() {
		return create(this.request.path(), headers());
	}

	/** Sends a token where the request says. */
	ExplainRequest with(String token) {
		List<String> headers = headers();
		headers.replaceAll((line) -> line.replace(PolicyCaseRequest.TOKEN, token));
		return create(this.request.path().replace(PolicyCaseRequest.TOKEN, token), headers);
	}

	/** Sends a token that is bound to a key, with a proof. */
	ExplainRequest with(String token, String proof) {
		List<String> headers = headers();
		headers.add(HttpHeaders.AUTHORIZATION + ": DPoP " + token);
		headers.add("DPoP: " + proof);
		return create(this.request.path(), headers);
	}

	/** Sends a token at a source of a JWT, as a bearer token if there is none. */
	ExplainRequest with(String token, @Nullable ExtractionSource source) {
		List<String> headers = headers();
		String path = this.request.path();
		if (source == null || source.bearerToken() != null) {
			headers.add(HttpHeaders.AUTHORIZATION + ": Bearer " + token);
		}
		else if (source.header() != null) {
			headers.add(name(source.header()) + ": " + token);
		}
		else if (source.cookie() != null) {
			addCookie(headers, name(source.cookie()) + '=' + token);
			addOrigin(headers);
		}
		else {
			String parameter = URLEncoder.encode(name(Objects.requireNonNull(source.queryParameter())),
					StandardCharsets.UTF_8);
			path += (path.contains("?") ? "&" : "?") + parameter.replace("+", "%20") + '=' + token;
		}
		return create(path, headers);
	}

	/** A request has one header field with all of its cookies. */
	private static void addCookie(List<String> headers, String cookie) {
		for (int i = 0; i < headers.size(); i++) {
			if (headers.get(i).regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
				headers.set(i, headers.get(i) + "; " + cookie);
				return;
			}
		}
		headers.add(COOKIE + cookie);
	}

	/** A browser says beside a cookie which site causes a request. */
	private void addOrigin(List<String> headers) {
		boolean said = this.request.headers()
			.keySet()
			.stream()
			.anyMatch((name) -> name.equalsIgnoreCase(FETCH_SITE) || name.equalsIgnoreCase(HttpHeaders.ORIGIN));
		if (!said) {
			headers.add(FETCH_SITE + ": same-origin");
		}
	}

	private static String name(JwtSpec.Named named) {
		return Objects.requireNonNull(named.name());
	}

	private List<String> headers() {
		List<String> lines = new ArrayList<>();
		this.request.headers()
			.forEach((name, values) -> values.forEach((value) -> lines.add("%s: %s".formatted(name, value))));
		if (this.connection.field() != null) {
			lines.add(this.connection.field());
		}
		return lines;
	}

	private ExplainRequest create(String path, List<String> headers) {
		return new ExplainRequest(this.request.method(), path, this.request.host(), headers,
				this.request.remoteAddress(), this.forwarded, null, null, false, this.policyCase.time(), false,
				this.connection.certificate());
	}

}
