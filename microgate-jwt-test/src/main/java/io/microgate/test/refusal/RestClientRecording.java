package io.microgate.test.refusal;

import java.io.IOException;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Gives an id to each request of a blocking client to the application.
 */
final class RestClientRecording implements ClientHttpRequestInterceptor {

	private final DecisionRecorder recorder;

	RestClientRecording(DecisionRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (this.recorder.isForApplication(request.getURI())) {
			request.getHeaders().set(DecisionRecorder.HEADER, this.recorder.assignId());
		}
		return execution.execute(request, body);
	}

}
