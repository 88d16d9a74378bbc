package io.microgate.reactive;

import java.util.ArrayList;
import java.util.List;

import io.microgate.route.RequestDecision;
import io.microgate.route.TokenAuthentication;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.security.web.server.context.SecurityContextServerWebExchangeWebFilter;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XXssProtectionServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Makes the two filter chains of stock filters, one by one and not through
 * {@code ServerHttpSecurity}: nothing that customizes every {@code ServerHttpSecurity}
 * can then put a rule in front of ours.
 */
public final class ReactiveFilterChains {

	private final ReactiveDecisions decisions;

	private final @Nullable CorsConfigurationSource cors;

	private final ServerRefusalHandler refusals = new ServerRefusalHandler();

	/**
	 * Prepares the chains.
	 * @param decisions the decisions about requests
	 * @param cors the CORS configuration, {@code null} for none
	 */
	public ReactiveFilterChains(ReactiveDecisions decisions, @Nullable CorsConfigurationSource cors) {
		this.decisions = decisions;
		this.cors = cors;
	}

	/**
	 * The chain for requests of our routes.
	 * @param converter makes the principal of a verified token
	 * @return the chain
	 */
	public SecurityWebFilterChain forRoutes(Converter<Jwt, Mono<AbstractAuthenticationToken>> converter) {
		return new MatcherSecurityWebFilterChain(this::matchRoutes,
				filters(tokenFilter(converter), DecisionWebFilter.forRoutes(this.decisions)));
	}

	/**
	 * The chain that refuses what no other chain took.
	 * @return the chain
	 */
	public SecurityWebFilterChain forUnmatched() {
		return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(),
				filters(null, DecisionWebFilter.forUnmatched(this.decisions)));
	}

	private Mono<MatchResult> matchRoutes(ServerWebExchange exchange) {
		return this.decisions.begin(exchange).isUnmatched() ? MatchResult.notMatch() : MatchResult.match();
	}

	private List<WebFilter> filters(@Nullable WebFilter tokenFilter, DecisionWebFilter decisionFilter) {
		List<WebFilter> filters = new ArrayList<>();
		filters.add(headerFilter());
		if (this.cors != null) {
			filters.add(corsFilter(this.cors));
		}
		if (tokenFilter != null) {
			filters.add(tokenFilter);
		}
		filters.add(new SecurityContextServerWebExchangeWebFilter());
		filters.add(exceptionFilter());
		filters.add(decisionFilter);
		return List.copyOf(filters);
	}

	/** The headers that Spring Security writes by default on the servlet stack, too. */
	private static HttpHeaderWriterWebFilter headerFilter() {
		return new HttpHeaderWriterWebFilter(new CompositeServerHttpHeadersWriter(
				new CacheControlServerHttpHeadersWriter(), new ContentTypeOptionsServerHttpHeadersWriter(),
				new StrictTransportSecurityServerHttpHeadersWriter(), new XFrameOptionsServerHttpHeadersWriter(),
				new XXssProtectionServerHttpHeadersWriter()));
	}

	/**
	 * Leaves a request alone for which nothing is configured: the stock filter would
	 * answer its preflight.
	 */
	private static CorsWebFilter corsFilter(CorsConfigurationSource source) {
		return new CorsWebFilter(source) {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				return (source.getCorsConfiguration(exchange) != null) ? super.filter(exchange, chain)
						: chain.filter(exchange);
			}

		};
	}

	private AuthenticationWebFilter tokenFilter(Converter<Jwt, Mono<AbstractAuthenticationToken>> converter) {
		AuthenticationWebFilter filter = new AuthenticationWebFilter(new TokenReactiveAuthenticationManager(converter));
		filter.setServerAuthenticationConverter(this::toAuthentication);
		filter.setAuthenticationFailureHandler(this.refusals);
		filter.setAuthenticationSuccessHandler(ReactiveFilterChains::goOn);
		return filter;
	}

	private Mono<Authentication> toAuthentication(ServerWebExchange exchange) {
		return Mono.fromSupplier(() -> {
			RequestDecision decision = this.decisions.get(exchange);
			String token = decision.extractToken();
			return (token != null) ? new TokenAuthentication(token, decision) : null;
		});
	}

	/**
	 * Reactor throws what is fatal to the JVM instead of passing it on. The server would
	 * end the request on it, but the thread that has verified the token is none of the
	 * server's, and the client would wait for ever.
	 */
	private static Mono<Void> goOn(WebFilterExchange exchange, Authentication authentication) {
		return Mono.fromDirect((subscriber) -> {
			try {
				exchange.getChain().filter(exchange.getExchange()).subscribe(subscriber);
			}
			catch (VirtualMachineError | LinkageError ex) {
				subscriber.onError(new IllegalStateException("The application failed", ex));
			}
		});
	}

	private ExceptionTranslationWebFilter exceptionFilter() {
		ExceptionTranslationWebFilter filter = new ExceptionTranslationWebFilter();
		filter.setAuthenticationEntryPoint(this.refusals);
		filter.setAccessDeniedHandler(this.refusals);
		return filter;
	}

}
