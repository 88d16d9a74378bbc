package io.microgate.jwks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Holds the address of a document: an http or https URI, and the host and port in it.
 *
 * @param uri the URI, whose host is {@code null} if it has an underscore
 * @param host the host as it is written, an IPv6 address in brackets
 * @param port the port, the default one of the scheme if there is none in the URI
 */
public record FetchTarget(URI uri, String host, int port) {

	private static final int MAX_LENGTH = 2048;

	private static final int MAX_PORT = 65535;

	/** Docker Compose names hosts like this, though the grammar of URIs does not. */
	private static final Pattern UNDERSCORE = Pattern.compile("([A-Za-z0-9.-]*_[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?");

	private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

	private static final String EXAMPLE = "Write it like https://idp.example.com/jwks.json";

	/**
	 * Checks a URI of the configuration.
	 * @param text the text
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	public static @Nullable Violation check(String text) {
		try {
			parse(text);
			return null;
		}
		catch (RefusedUriException ex) {
			return new Violation(String.valueOf(ex.getMessage()), ex.cure);
		}
	}

	/**
	 * Returns whether the address is on the loopback interface, perhaps of this process
	 * itself.
	 * @param text a URI that {@link #check} has nothing against
	 * @return {@code false} for any name but that of the machine itself
	 */
	public static boolean isLoopback(String text) {
		return parse(text).isLoopback();
	}

	boolean isLoopback() {
		return LOOPBACK.matcher(this.host).matches();
	}

	/**
	 * Reads a URI.
	 * @param text the text
	 * @return the address
	 * @throws IllegalArgumentException if it is refused; the message says what it must be
	 */
	static FetchTarget parse(String text) {
		URI uri = parseUri(text);
		if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
			throw new RefusedUriException("must not contain a user name or password",
					"Remove it and configure 'extensions.request.bearerToken', or 'extensions.request.headers' with an"
							+ " 'Authorization'; a proxy's belong to 'extensions.request.proxy'");
		}
		int port = uri.getPort();
		String host = uri.getHost();
		if (host == null) {
			Matcher underscore = UNDERSCORE.matcher(String.valueOf(uri.getRawAuthority()));
			if (!underscore.matches()) {
				throw new RefusedUriException("must be a URI with a host", EXAMPLE);
			}
			if (!isPlain(uri)) {
				throw new RefusedUriException(
						"must have a host without underscores, because no certificate can name one",
						"Give the host another name, such as an alias of the network");
			}
			host = underscore.group(1);
			port = (underscore.group(2) != null) ? Integer.parseInt(underscore.group(2)) : -1;
		}
		if (port > MAX_PORT) {
			throw new RefusedUriException("must have a port of at most 65535", EXAMPLE);
		}
		// Port 0 is that of an application that is tested with 'server.port=0'
		return new FetchTarget(uri, host, (port >= 0) ? port : defaultPort(uri));
	}

	private static URI parseUri(String text) {
		try {
			URI uri = new URI(text);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			if (text.length() > MAX_LENGTH || !(scheme.equals("http") || scheme.equals("https"))) {
				throw new RefusedUriException("must start with http:// or https://, with at most 2048 characters",
						EXAMPLE);
			}
			return uri;
		}
		catch (URISyntaxException ex) {
			throw new RefusedUriException("must be a URI with a host", EXAMPLE);
		}
	}

	private static boolean isPlain(URI uri) {
		return "http".equalsIgnoreCase(uri.getScheme());
	}

	private static int defaultPort(URI uri) {
		return isPlain(uri) ? 80 : 443;
	}

	/** Whether the document is fetched over plain HTTP. */
	boolean isPlain() {
		return isPlain(this.uri);
	}

	/** Whether {@link URI} does not accept the host, nor the JDK's HTTP client. */
	boolean hasUnderscore() {
		return this.uri.getHost() == null;
	}

	/**
	 * Whether another document is at the same host and port.
	 * @param other the other address
	 */
	boolean isBeside(FetchTarget other) {
		return this.port == other.port && this.host.equalsIgnoreCase(other.host);
	}

	/**
	 * Whether what is meant for this address may be sent to another one.
	 * @param other the other address
	 */
	boolean isSameOrigin(FetchTarget other) {
		return isPlain() == other.isPlain() && isBeside(other);
	}

	/**
	 * Whether the host and port are those of {@code host[:port]}.
	 * @param allowed the host, with the port unless it is the default one
	 */
	boolean isAt(String allowed) {
		return hostAndPort().equalsIgnoreCase(allowed)
				|| (this.port == defaultPort(this.uri) && this.host.equalsIgnoreCase(allowed));
	}

	String hostAndPort() {
		return this.host + ":" + this.port;
	}

	/** The value of the header field {@code Host}. */
	String hostField() {
		return (this.port == defaultPort(this.uri)) ? this.host : hostAndPort();
	}

	/** Path and query, in ASCII. */
	String pathAndQuery() {
		URI ascii = URI.create(this.uri.toASCIIString());
		String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
		return (ascii.getRawQuery() != null) ? path + "?" + ascii.getRawQuery() : path;
	}

	/** Fit for a message, also if a server has written it. */
	@Override
	public String toString() {
		return LogText.of(this.uri.toString(), LogText.MAX_URI_LENGTH);
	}

	private static final class RefusedUriException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private final String cure;

		RefusedUriException(String rule, String cure) {
			super(rule);
			this.cure = cure;
		}

	}

}
