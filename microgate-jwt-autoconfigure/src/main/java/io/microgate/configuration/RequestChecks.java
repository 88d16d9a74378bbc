package io.microgate.configuration;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.JwksSpec.BearerToken;
import io.microgate.jwks.JwksSpec.Discovery;
import io.microgate.jwks.JwksSpec.Provider;
import io.microgate.jwks.JwksSpec.Remote;
import io.microgate.jwks.JwksSpec.Request;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a JWKS' {@code discovery} and {@code request}. No message shows the value of a
 * header.
 */
final class RequestChecks {

	private static final int MAX_HEADERS = 32;

	private static final String FIELD_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}";

	/**
	 * Say where a message ends, whom it is for or how the connection goes on. The HTTP
	 * clients of the JDK refuse or drop most of them.
	 */
	private static final Set<String> OF_THE_CLIENT = Set.of("host", "connection", "content-length",
			"content-transfer-encoding", "transfer-encoding", "te", "trailer", "upgrade", "expect", "keep-alive",
			"http2-settings", "accept-encoding", "via", "origin");

	private final Problems problems;

	RequestChecks(Problems problems) {
		this.problems = problems;
	}

	void check(SpecElement<JwksSpec> jwks) {
		Provider provider = jwks.spec().provider();
		for (SpecElement<Discovery> discovery : jwks.find("extensions.discovery", Discovery.class)) {
			checkIsRemote(discovery.path(), provider);
		}
		for (SpecElement<Request> request : jwks.find("extensions.request", Request.class)) {
			checkIsRemote(request.path(), provider);
			checkHeaders(request);
			checkIsEncrypted(request, (provider != null) ? provider.remote() : null);
		}
	}

	private void checkIsRemote(PropertyPath path, @Nullable Provider provider) {
		if (provider != null && provider.remote() == null && provider.local() != null) {
			this.problems.add(path, null, "can only be configured if keys are fetched",
					"Remove it, or set a 'remote' instead of 'local'");
		}
	}

	private void checkHeaders(SpecElement<Request> request) {
		Map<String, String> headers = request.spec().headers();
		if (headers == null) {
			return;
		}
		PropertyPath path = request.path().child("headers");
		if (headers.isEmpty() || headers.size() > MAX_HEADERS) {
			this.problems.add(path, null, "must have 1 to %d entries".formatted(MAX_HEADERS),
					"Name each header field and its value, or remove the key");
		}
		for (String name : headers.keySet()) {
			checkName(path.entry(name), name, request.spec().bearerToken());
		}
	}

	private void checkName(PropertyPath path, String name, @Nullable BearerToken bearerToken) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		if (!name.matches(FIELD_NAME)) {
			this.problems.add(path, null, "must have the name of a header field",
					"Use letters, digits and dashes, in the properties a name with another character like \"[X.Y]\"");
		}
		else if (lowerCase.startsWith("proxy-")) {
			this.problems.add(path, null, "must not be a field for the proxy",
					"Configure 'request.proxy' with its 'secretRef'");
		}
		else if (OF_THE_CLIENT.contains(lowerCase) || lowerCase.startsWith("access-control-")) {
			this.problems.add(path, null, "must not be a field that the HTTP client sets itself", "Remove it");
		}
		else if (lowerCase.equals("authorization") && bearerToken != null) {
			this.problems.add(path, null, "cannot be combined with 'bearerToken', which sets the same field",
					"Keep one of the two");
		}
	}

	private void checkIsEncrypted(SpecElement<Request> request, @Nullable Remote remote) {
		if (remote == null || remote.uri() == null || !remote.uri().startsWith("http:")) {
			return;
		}
		if (request.spec().headers() != null) {
			refuseUnencrypted(request.path().child("headers"));
		}
		if (request.spec().bearerToken() != null) {
			refuseUnencrypted(request.path().child("bearerToken"));
		}
	}

	private void refuseUnencrypted(PropertyPath path) {
		this.problems.add(path, null, "can only be configured if the scheme of 'uri' is https, because it is a secret",
				"Fetch the keys over https, or remove it");
	}

}
