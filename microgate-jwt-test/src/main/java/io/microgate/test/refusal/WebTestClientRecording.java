package io.microgate.test.refusal;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Gives an id to each request of WebTestClient to the application.
 */
final class WebTestClientRecording implements ExchangeFilterFunction {

	private final DecisionRecorder recorder;

	WebTestClientRecording(DecisionRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (!this.recorder.isForApplication(request.url())) {
			return next.exchange(request);
		}
		return next.exchange(ClientRequest.from(request)
			.headers((headers) -> headers.set(DecisionRecorder.HEADER, this.recorder.assignId()))
			.build());
	}

}
