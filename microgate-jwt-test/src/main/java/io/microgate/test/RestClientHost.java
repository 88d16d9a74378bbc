package io.microgate.test;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Lets blocking clients send the {@link TestHost}.
 */
final class RestClientHost implements ClientHttpRequestInterceptor {

	private final TestHost host;

	RestClientHost(TestHost host) {
		this.host = host;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		HttpHeaders headers = request.getHeaders();
		@Nullable String sent = this.host.insteadOf(request.getURI().getHost(), headers.getFirst(HttpHeaders.HOST));
		if (sent != null) {
			headers.set(HttpHeaders.HOST, sent);
		}
		return execution.execute(request, body);
	}

}
