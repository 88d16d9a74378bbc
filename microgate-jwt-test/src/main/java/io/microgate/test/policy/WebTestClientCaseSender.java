package io.microgate.test.policy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.microgate.engine.ExplainRequest;
import io.microgate.test.refusal.DecisionRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.test.web.reactive.server.ExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriBuilder;

/**
 * Sends requests by WebTestClient.
 */
final class WebTestClientCaseSender implements CaseSender {

	private final WebTestClient client;

	WebTestClientCaseSender(WebTestClient client) {
		this.client = client;
	}

	/** The address and the certificate are those of the connection, if there is one. */
	@Override
	public boolean canSend(PolicyCaseRequest request) {
		return request.remoteAddress() == null && (request.certificate() == null || isMock());
	}

	private boolean isMock() {
		AtomicBoolean mock = new AtomicBoolean();
		this.client.mutateWith((builder, handler, connector) -> mock.set(handler != null));
		return mock.get();
	}

	/** Without a connection, the server is what says what the client has presented. */
	private WebTestClient presenting(@Nullable X509Certificate certificate) {
		if (certificate == null) {
			return this.client;
		}
		SslInfo tls = SslInfo.from("test", certificate);
		return this.client.mutateWith((builder, handler, connector) -> Objects.requireNonNull(handler)
			.httpHandlerDecorator(
					(next) -> (request, response) -> next.handle(request.mutate().sslInfo(tls).build(), response)));
	}

	@Override
	public Answer send(ExplainRequest request) {
		ExchangeResult result = presenting(request.certificate()).method(HttpMethod.valueOf(request.method()))
			.uri((builder) -> uri(builder, request.target()))
			.headers((headers) -> addTo(headers, request))
			.exchange()
			.returnResult(Void.class);
		String id = result.getRequestHeaders().getFirst(DecisionRecorder.HEADER);
		if (id == null) {
			throw new IllegalStateException("The client is not the one of the context");
		}
		return new Answer(DecisionRecorder.decision(id), result.getStatus().value());
	}

	/** A builder would encode what is encoded already. */
	private static URI uri(UriBuilder builder, String target) {
		URI base = builder.replacePath(null).replaceQuery(null).build();
		return URI.create(base + target);
	}

	private static void addTo(HttpHeaders headers, ExplainRequest request) {
		headers.set(HttpHeaders.HOST, String.valueOf(request.host()));
		for (String header : request.headers()) {
			int colon = header.indexOf(':');
			headers.add(header.substring(0, colon), header.substring(colon + 1).strip());
		}
	}

}
