package io.microgate.test.policy;

import java.net.URI;

import io.microgate.engine.ExplainRequest;
import io.microgate.test.refusal.DecisionRecorder;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

	/** The address is that of the connection, if there is one. */
	@Override
	public boolean canSend(PolicyCaseRequest request) {
		return request.remoteAddress() == null;
	}

	@Override
	public Answer send(ExplainRequest request) {
		ExchangeResult result = this.client.method(HttpMethod.valueOf(request.method()))
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
