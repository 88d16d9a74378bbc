package io.microgate.test.policy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.microgate.route.ExpandedMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A request while it is put together, in the parts that a configuration has conditions
 * on.
 *
 * @param match the match of a route that it is made for
 * @param method the method
 * @param host the host, {@code null} for that of test clients
 * @param path the decoded path
 * @param query the query parameters by their names
 * @param headers the headers by their names
 * @param remoteAddress IP address of the client, {@code null} if it does not matter
 * @param placement where the token is sent, {@code null} for none
 * @param certificate the certificate that the client presents, {@code null} for none
 */
record RequestDraft(ExpandedMatch match, String method, @Nullable String host, String path, Map<String, String> query,
		Map<String, String> headers, @Nullable String remoteAddress, @Nullable TokenPlacement placement,
		@Nullable PolicyCaseCertificate certificate) {

	/** The host of test clients. */
	static final String HOST = "localhost";

	RequestDraft withMethod(String other) {
		return new RequestDraft(this.match, other, this.host, this.path, this.query, this.headers, this.remoteAddress,
				this.placement, this.certificate);
	}

	RequestDraft withHost(@Nullable String other) {
		return new RequestDraft(this.match, this.method, other, this.path, this.query, this.headers, this.remoteAddress,
				this.placement, this.certificate);
	}

	RequestDraft withPath(String other) {
		return new RequestDraft(this.match, this.method, this.host, other, this.query, this.headers, this.remoteAddress,
				this.placement, this.certificate);
	}

	RequestDraft withRemoteAddress(@Nullable String other) {
		return new RequestDraft(this.match, this.method, this.host, this.path, this.query, this.headers, other,
				this.placement, this.certificate);
	}

	/** The same request with a header, {@code null} for none of the name. */
	RequestDraft withHeader(String name, @Nullable String value) {
		Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		changed.putAll(this.headers);
		changed.remove(name);
		if (value != null) {
			changed.put(name, value);
		}
		return new RequestDraft(this.match, this.method, this.host, this.path, this.query, changed, this.remoteAddress,
				this.placement, this.certificate);
	}

	/** The same request with a query parameter, {@code null} for none of the name. */
	RequestDraft withParameter(String name, @Nullable String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.query);
		changed.remove(name);
		if (value != null) {
			changed.put(name, value);
		}
		return new RequestDraft(this.match, this.method, this.host, this.path, changed, this.headers,
				this.remoteAddress, this.placement, this.certificate);
	}

	RequestDraft withPlacement(TokenPlacement other) {
		return new RequestDraft(this.match, this.method, this.host, this.path, this.query, this.headers,
				this.remoteAddress, other, this.certificate);
	}

	RequestDraft withCertificate(@Nullable PolicyCaseCertificate other) {
		return new RequestDraft(this.match, this.method, this.host, this.path, this.query, this.headers,
				this.remoteAddress, this.placement, other);
	}

	/** Writes the request as that of a case, without the token. */
	PolicyCaseRequest toRequest() {
		String parameters = this.query.entrySet()
			.stream()
			.map((parameter) -> encode(parameter.getKey()) + '=' + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
		String target = UriUtils.encodePath(this.path, StandardCharsets.UTF_8);
		Map<String, List<String>> fields = new TreeMap<>();
		this.headers.forEach((name, value) -> fields.put(name, List.of(value)));
		return new PolicyCaseRequest(this.method, parameters.isEmpty() ? target : target + '?' + parameters,
				Objects.requireNonNullElse(this.host, HOST), fields, this.remoteAddress, this.certificate);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
