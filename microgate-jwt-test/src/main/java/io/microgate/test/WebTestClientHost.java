package io.microgate.test;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Lets WebTestClient send the {@link TestHost}.
 */
final class WebTestClientHost implements ExchangeFilterFunction {

	private final TestHost host;

	WebTestClientHost(TestHost host) {
		this.host = host;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		@Nullable String written = request.headers().getFirst(HttpHeaders.HOST);
		@Nullable String sent = this.host.insteadOf(request.url().getHost(), written);
		if (sent != null) {
			return next.exchange(ClientRequest.from(request)
				.url(TestHost.named(request.url(), sent))
				.header(HttpHeaders.HOST, sent)
				.build());
		}
		return next.exchange((written != null)
				? ClientRequest.from(request).url(TestHost.named(request.url(), written)).build() : request);
	}

}
