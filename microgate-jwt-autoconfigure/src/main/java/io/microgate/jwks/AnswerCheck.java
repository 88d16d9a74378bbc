package io.microgate.jwks;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Refuses an answer by its status, and says what may help.
 */
final class AnswerCheck {

	/** Sends {@code Content-Length: 0} with a GET (JDK-8283544). */
	private static final boolean SENDS_LENGTH = sendsLength(Runtime.version());

	/** The challenge of Basic in a field, which may hold several ones. */
	private static final Pattern BASIC = Pattern.compile("(?i)(^|,)\\s*basic(\\s|,|$)");

	private AnswerCheck() {
	}

	static boolean sendsLength(Runtime.Version version) {
		return version.feature() == 18 || (version.feature() == 17 && version.update() < 18);
	}

	/**
	 * Says why an answer is refused whatever its body is.
	 * @param head status and header fields
	 * @param request what was asked for
	 * @return the refusal, {@code null} if there is none
	 */
	static @Nullable FetchException refusal(AnswerHead head, DocumentRequest request) {
		if (head.status() == 200) {
			return null;
		}
		return new FetchException("the answer has " + head.describe(request), hint(head, request));
	}

	/**
	 * Refuses the answer of a proxy that did not open a tunnel.
	 * @param head what is known of the answer
	 * @param request what was to be asked for behind it
	 * @return the refusal
	 */
	static FetchException proxyRefusal(AnswerHead head, DocumentRequest request) {
		return new FetchException("the proxy answered CONNECT with " + head.describe(request), (head.status() == 407)
				? proxyHint(head, request) : "The proxy decides which hosts may be reached through it");
	}

	private static @Nullable String hint(AnswerHead head, DocumentRequest request) {
		return switch (head.status()) {
			case 301, 302, 303, 307, 308 ->
				"Redirects are not followed: configure the URI that has the document itself";
			case 401 -> credentialsHint(request);
			case 403 -> credentialsHint(request) + firewallHint(request);
			case 404 -> request.isForMetadata()
					? "The metadata of a provider usually is at /.well-known/openid-configuration behind its issuer"
					: null;
			case 407 -> proxyHint(head, request);
			case 400, 411, 413 -> lengthHint(request);
			default -> null;
		};
	}

	private static @Nullable String lengthHint(DocumentRequest request) {
		return (SENDS_LENGTH && !SocketTransport.takes(request))
				? "This version of Java sends 'Content-Length: 0' with a GET, which strict servers reject"
						+ " (JDK-8283544): update to Java 17.0.18 or later"
				: null;
	}

	private static String credentialsHint(DocumentRequest request) {
		boolean sent = request.isForConfiguredHost();
		if (request.plan().authenticates()) {
			return sent ? "The server does not accept the configured 'request.bearerToken' or 'request.headers'"
					: "'request.bearerToken' and 'request.headers' are not sent here, because it is not the scheme, host"
							+ " and port of 'uri'";
		}
		return "If the document needs authentication, " + (sent ? "" : "configure its URI as 'uri', and ")
				+ (request.target().isPlain() ? "fetch it over https and " : "")
				+ "configure 'extensions.request.bearerToken' or 'extensions.request.headers'";
	}

	private static String firewallHint(DocumentRequest request) {
		return (request.isForConfiguredHost() && !request.plan().namesUserAgent())
				? ". A firewall may reject the User-Agent of Java, which 'request.headers' can replace"
						+ (request.target().isPlain() ? " over https" : "")
				: "";
	}

	private static String proxyHint(AnswerHead head, DocumentRequest request) {
		List<String> challenges = head.all("Proxy-Authenticate");
		if (!challenges.isEmpty() && challenges.stream().noneMatch((challenge) -> BASIC.matcher(challenge).find())) {
			return "The proxy does not ask for Basic authentication, which is the only one that is supported";
		}
		FetchProxy proxy = request.plan().proxy();
		return (proxy != null && proxy.hasCredentials())
				? "The proxy does not accept 'username' and 'password' of the secret in 'request.proxy.secretRef'"
				: "If the proxy asks for a user name and password, configure 'extensions.request.proxy' with 'secretRef'";
	}

}
