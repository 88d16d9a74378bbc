package io.microgate.benchmarks;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

import io.microgate.benchmarks.application.BenchmarkApplication;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Calls the filter of a running reactive application without its server.
 */
final class ReactiveTarget implements Target {

	private static final String USER = "X-User";

	private static final WebFilterChain END = (exchange) -> Mono.empty();

	private static final WebFilterChain READING = ReactiveTarget::requireUser;

	/** What an application writes that has no identity propagation. */
	private static final WebFilterChain SETTING = (exchange) -> exchange.<Principal>getPrincipal()
		.flatMap((user) -> READING
			.filter(exchange.mutate().request((request) -> request.header(USER, user.getName())).build()));

	private final ConfigurableApplicationContext application;

	private final WebFilterChainProxy filter;

	private final HttpHandler handler;

	private final List<MockServerHttpRequest> requests;

	private final int status;

	private final WebFilterChain end;

	private final EventLoopTime time;

	private final WebSessionManager sessions = new DefaultWebSessionManager();

	private final ServerCodecConfigurer codecs = ServerCodecConfigurer.create();

	private final LocaleContextResolver locales = new AcceptHeaderLocaleContextResolver();

	private int next;

	private ReactiveTarget(ConfigurableApplicationContext application, Scenario scenario, List<String> tokens,
			SslInfo sslInfo) {
		this.application = application;
		this.filter = application.getBean(WebFilterChainProxy.class);
		this.requests = tokens.isEmpty() ? List.of(request(scenario, null, sslInfo))
				: tokens.stream().map((token) -> request(scenario, token, sslInfo)).toList();
		this.status = scenario.state().status(scenario.subject());
		this.handler = (scenario.subject().isMicrogate())
				? application.getBean("microgateHttpHandlerDecorator", HttpHandlerDecoratorFactory.class)
					.apply(this::filter)
				: this::filter;
		this.time = (scenario.state() == Scenario.State.FIRST_SIGHT_APART) ? EventLoopTime.of(this.filter) : null;
		this.end = switch (scenario.state()) {
			case HEADER -> SETTING;
			case PROPAGATED -> READING;
			default -> END;
		};
	}

	static ReactiveTarget of(Scenario scenario, Tokens tokens) throws Exception {
		return new ReactiveTarget(BenchmarkApplication.start(Configurations.location(scenario, tokens)), scenario,
				tokens.read(scenario.algorithm(), scenario.state()), (scenario.state() == Scenario.State.CERTIFICATE)
						? new ClientTls(new X509Certificate[] { tokens.certificate() }) : null);
	}

	private static Mono<Void> requireUser(ServerWebExchange exchange) {
		return (exchange.getRequest().getHeaders().getFirst(USER) != null) ? Mono.empty()
				: Mono.error(() -> new IllegalStateException("The handler finds no user"));
	}

	private static MockServerHttpRequest request(Scenario scenario, String token, SslInfo sslInfo) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("http://localhost" + scenario.path());
		String[] headers = Headers.of(token);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		if (sslInfo != null) {
			request.sslInfo(sslInfo);
		}
		return request.build();
	}

	@Override
	public Object call() {
		if (this.time != null) {
			this.time.renew();
		}
		MockServerHttpResponse response = new MockServerHttpResponse();
		ServerHttpRequest request = this.requests.get(this.next);
		this.next = (this.next + 1) % this.requests.size();
		this.handler.handle(request, response).block();
		HttpStatusCode reply = response.getStatusCode();
		if (((reply != null) ? reply.value() : 200) != this.status) {
			throw new IllegalStateException("Status " + reply + " instead of " + this.status);
		}
		return response;
	}

	private Mono<Void> filter(ServerHttpRequest request, ServerHttpResponse response) {
		return this.filter.filter(
				new DefaultServerWebExchange(request, response, this.sessions, this.codecs, this.locales), this.end);
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * A connection of a client with a certificate.
	 *
	 * @param certificates the certificate
	 */
	private record ClientTls(X509Certificate[] certificates) implements SslInfo {

		@Override
		public String getSessionId() {
			return null;
		}

		@Override
		public X509Certificate[] getPeerCertificates() {
			return this.certificates;
		}

	}

}
