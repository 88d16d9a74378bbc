package io.microgate.reactive;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XXssProtectionServerHttpHeadersWriter;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecurityHeadersWebFilter}, which writes what the writers of Spring
 * Security write.
 */
class SecurityHeadersWebFilterTests {

	private static final WebFilter STOCK = new HttpHeaderWriterWebFilter(new CompositeServerHttpHeadersWriter(
			new CacheControlServerHttpHeadersWriter(), new ContentTypeOptionsServerHttpHeadersWriter(),
			new StrictTransportSecurityServerHttpHeadersWriter(), new XFrameOptionsServerHttpHeadersWriter(),
			new XXssProtectionServerHttpHeadersWriter()));

	private static final List<String> NAMES = List.of("Cache-Control", "pragma", "EXPIRES", "x-content-type-options",
			"Strict-Transport-Security", "X-Frame-Options", "X-XSS-Protection", "Other");

	static Stream<Arguments> responses() {
		List<Arguments> responses = new ArrayList<>();
		for (String scheme : List.of("http", "https", "HTTPS", "ws")) {
			for (HttpStatus status : List.of(HttpStatus.OK, HttpStatus.NOT_MODIFIED, HttpStatus.NOT_FOUND)) {
				responses.add(Arguments.of(scheme, status, null));
				NAMES.forEach((name) -> responses.add(Arguments.of(scheme, status, name)));
			}
		}
		return responses.stream();
	}

	@ParameterizedTest
	@MethodSource("responses")
	void headersWhenCommittedThenThoseOfTheStockFilter(String scheme, HttpStatus status, String own) {
		HttpHeaders expected = headers(STOCK, scheme, status, own);
		HttpHeaders written = headers(new SecurityHeadersWebFilter(), scheme, status, own);
		assertThat(written).isEqualTo(expected);
		assertThat(written.headerNames()).containsExactlyElementsOf(expected.headerNames());
	}

	private static HttpHeaders headers(WebFilter filter, String scheme, HttpStatus status, String own) {
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.method(HttpMethod.GET, URI.create(scheme + "://localhost/")));
		filter.filter(exchange, (filtered) -> {
			filtered.getResponse().setStatusCode(status);
			if (own != null) {
				filtered.getResponse().getHeaders().set(own, "own");
			}
			return filtered.getResponse().setComplete();
		}).block();
		return exchange.getResponse().getHeaders();
	}

	@Test
	void headersWhenNothingIsCommittedThenNone() {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		new SecurityHeadersWebFilter().filter(exchange, (filtered) -> Mono.empty()).block();
		assertThat(exchange.getResponse().getHeaders().toSingleValueMap()).isEqualTo(Map.of());
	}

}
