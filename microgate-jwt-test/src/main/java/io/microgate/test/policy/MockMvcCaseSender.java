package io.microgate.test.policy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Objects;

import io.microgate.engine.ExplainRequest;
import io.microgate.engine.RequestDecision;
import io.microgate.servlet.ServletDecisions;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * Sends requests by MockMvc.
 */
final class MockMvcCaseSender implements CaseSender {

	/** Attribute in which a server has the certificate of a connection. */
	private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private final MockMvc mockMvc;

	MockMvcCaseSender(MockMvc mockMvc) {
		this.mockMvc = mockMvc;
	}

	@Override
	public boolean canSend(PolicyCaseRequest request) {
		return true;
	}

	@Override
	public Answer send(ExplainRequest request) {
		String host = Objects.requireNonNullElse(request.host(), RequestDraft.HOST);
		URI uri = URI.create("http://" + host + request.target());
		MockHttpServletRequestBuilder builder = MockMvcRequestBuilders.request(HttpMethod.valueOf(request.method()),
				uri);
		builder.header(HttpHeaders.HOST, host);
		for (String header : request.headers()) {
			int colon = header.indexOf(':');
			builder.header(header.substring(0, colon), header.substring(colon + 1).strip());
		}
		if (request.remoteAddress() != null) {
			builder.remoteAddress(request.remoteAddress());
		}
		if (request.certificate() != null) {
			builder.requestAttr(CERTIFICATES, new X509Certificate[] { request.certificate() });
		}
		try {
			MvcResult result = this.mockMvc.perform(builder).andReturn();
			RequestDecision decision = ServletDecisions.find(result.getRequest());
			return new Answer((decision != null) ? decision.decision() : null, result.getResponse().getStatus());
		}
		catch (Exception ex) {
			throw new IllegalStateException("The request could not be sent", ex);
		}
	}

}
