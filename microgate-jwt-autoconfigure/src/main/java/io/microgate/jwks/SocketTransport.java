package io.microgate.jwks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLSocket;

import io.microgate.tls.TlsContext;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents over a socket of its own: through a configured proxy, because the
 * JDK's HTTP client sends no password to open a tunnel unless that is allowed for the
 * whole JVM; and from a host with an underscore, which that client refuses.
 */
final class SocketTransport {

	private static final Duration LATE = Duration.ofSeconds(5);

	private final Executor blocking;

	SocketTransport(Executor blocking) {
		this.blocking = blocking;
	}

	/**
	 * Whether a request takes this way.
	 * @param request what is asked for
	 */
	static boolean takes(DocumentRequest request) {
		return request.plan().proxy() != null || request.target().hasUnderscore();
	}

	/**
	 * Fetches a document on the thread of the caller.
	 * @param request what is asked for
	 * @param document closes the connection when it is complete
	 * @return the document
	 * @throws IOException if there is none
	 */
	FetchedDocument get(DocumentRequest request, CompletableFuture<?> document) throws IOException {
		if (document.isDone()) {
			throw new CancellationException();
		}
		try (Socket socket = new Socket(Proxy.NO_PROXY)) {
			document.whenCompleteAsync((body, failure) -> close(socket), this.blocking);
			FetchProxy proxy = request.findProxy();
			connect(socket, proxy, request);
			return request.target().isPlain() ? exchange(socket, proxy, request)
					: exchange(encrypt(socket, request), null, request);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// There is nothing left to end
		}
	}

	private static void connect(Socket socket, @Nullable FetchProxy proxy, DocumentRequest request) throws IOException {
		FetchTarget target = request.target();
		// The deadline of the fetch comes first and closes the socket; this is for a
		// timer that is late
		socket.setSoTimeout(millis(request.plan().maxDuration().plus(LATE)));
		if (proxy == null) {
			socket.connect(new InetSocketAddress(target.host(), target.port()), millis(request.plan().connect()));
			return;
		}
		try {
			socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), millis(request.plan().connect()));
		}
		catch (IOException ex) {
			throw new FetchException("the proxy cannot be used: " + FetchFailure.describe(ex));
		}
		if (!target.isPlain()) {
			request.await("no complete answer of the proxy to CONNECT");
			openTunnel(socket, request);
			request.await("no complete answer");
		}
	}

	private static int millis(Duration duration) {
		return (int) Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE));
	}

	private static void openTunnel(Socket socket, DocumentRequest request) throws IOException {
		String authority = request.target().hostAndPort();
		StringBuilder connect = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
		appendAuthorization(connect, request);
		try {
			send(socket, connect);
			AnswerHead head = new HttpAnswerReader(socket.getInputStream(), "the proxy's answer to CONNECT").readHead();
			if (head.status() >= 300) {
				throw AnswerCheck.proxyRefusal(head, request);
			}
		}
		catch (SocketException | SocketTimeoutException ex) {
			throw new FetchException("the proxy's answer to CONNECT breaks off");
		}
	}

	private static SSLSocket encrypt(Socket tunnel, DocumentRequest request) throws IOException {
		TlsContext tls = request.tls().createContext();
		FetchTarget target = request.target();
		String host = target.host().startsWith("[") ? target.host().substring(1, target.host().length() - 1)
				: target.host();
		SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket(tunnel, host, target.port(), true);
		socket.setSSLParameters(tls.parameters());
		socket.startHandshake();
		return socket;
	}

	/** Asks a proxy for the whole URI, any other server for its path. */
	private static FetchedDocument exchange(Socket socket, @Nullable FetchProxy proxy, DocumentRequest request)
			throws IOException {
		FetchTarget target = request.target();
		StringBuilder message = new StringBuilder("GET ");
		message.append((proxy != null) ? "http://" + target.hostField() : "")
			.append(target.pathAndQuery())
			.append(" HTTP/1.1\r\nHost: ")
			.append(target.hostField())
			.append("\r\nConnection: close\r\n");
		for (Map.Entry<String, String> field : request.fields().entrySet()) {
			message.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
		}
		if (proxy != null) {
			appendAuthorization(message, request);
		}
		send(socket, message);
		return read(new HttpAnswerReader(socket.getInputStream(), "the answer"), request);
	}

	private static void appendAuthorization(StringBuilder message, DocumentRequest request) {
		if (request.proxyAuthorization() != null) {
			message.append("Proxy-Authorization: ").append(request.proxyAuthorization()).append("\r\n");
		}
	}

	private static void send(Socket socket, StringBuilder head) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	private static FetchedDocument read(HttpAnswerReader reader, DocumentRequest request) throws IOException {
		AnswerHead head = reader.readHead();
		FetchException refusal = DocumentBody.refusal(head, request);
		if (refusal != null) {
			throw refusal;
		}
		byte[] body = head.encoding().decode(reader.readBody(head, DocumentBody.MAX_BYTES));
		return new FetchedDocument(body, head.first("Content-Type"));
	}

}
