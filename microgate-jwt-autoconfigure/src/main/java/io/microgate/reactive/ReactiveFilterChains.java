package io.microgate.reactive;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Makes the two filter chains of stock and own filters, one by one and not through
 * {@code ServerHttpSecurity}: nothing that customizes every {@code ServerHttpSecurity}
 * can then put a rule in front of Microgate's.
 */
public final class ReactiveFilterChains {

	private final ReactiveDecisions decisions;

	private final ServerCors cors;

	private final @Nullable WebFilter beforeDecision;

	private final ServerRefusalHandler refusals;

	/**
	 * Prepares the chains.
	 * @param decisions the decisions about requests
	 * @param cors the CORS configuration, {@code null} for none
	 * @param mappedCors the CORS configuration of handlers
	 */
	public ReactiveFilterChains(ReactiveDecisions decisions, @Nullable CorsConfigurationSource cors,
			ServerMappedCors mappedCors) {
		this(decisions, new ServerCors(cors, mappedCors), null);
	}

	private ReactiveFilterChains(ReactiveDecisions decisions, ServerCors cors, @Nullable WebFilter beforeDecision) {
		this.decisions = decisions;
		this.cors = cors;
		this.refusals = new ServerRefusalHandler(cors, decisions.refusalBodies());
		this.beforeDecision = beforeDecision;
	}

	/**
	 * Has a filter see each request of a route whose token, if it has one, is verified
	 * and about which nothing is decided yet.
	 * @param filter the filter
	 * @return a maker of chains with it
	 */
	public ReactiveFilterChains beforeDecision(WebFilter filter) {
		return new ReactiveFilterChains(this.decisions, this.cors, filter);
	}

	/**
	 * Creates the chain for requests of routes.
	 * @param converter makes the principal of a verified token
	 * @return the chain
	 */
	public SecurityWebFilterChain forRoutes(Converter<Jwt, Mono<AbstractAuthenticationToken>> converter) {
		return new RoutesWebFilterChain(this.decisions,
				filter(new TokenWebFilter(this.decisions, converter, this.refusals, System::nanoTime),
						DecisionWebFilter.forRoutes(this.decisions, this.refusals)));
	}

	/**
	 * Creates the chain that refuses what no other chain took.
	 * @return the chain
	 */
	public SecurityWebFilterChain forUnmatched() {
		return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(),
				List.of(filter(null, DecisionWebFilter.forUnmatched(this.decisions, this.refusals))));
	}

	private WebFilter filter(@Nullable WebFilter tokenFilter, DecisionWebFilter decisionFilter) {
		List<WebFilter> filters = new ArrayList<>();
		filters.add(this::startDecision);
		filters.add(new SecurityHeadersWebFilter());
		filters.add(new MetadataWebFilter());
		filters.add(new CorsAnswerWebFilter(this.decisions, this.cors));
		if (tokenFilter != null) {
			filters.add(tokenFilter);
			if (this.beforeDecision != null) {
				filters.add(this.beforeDecision);
			}
		}
		filters.add((exchange, chain) -> chain.filter(new SecuredExchange(exchange)));
		filters.add(decisionFilter);
		return new CompositeWebFilter(filters);
	}

	private Mono<Void> startDecision(ServerWebExchange exchange, WebFilterChain chain) {
		this.decisions.start(exchange);
		return chain.filter(exchange);
	}

}
