package io.microgate.reactive;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.OnEnabledCondition;
import io.microgate.coverage.AllowedRewriting;
import io.microgate.coverage.ChainObservation;
import io.microgate.coverage.CorsSources;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.decision.DecisionObservationFilter;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.jwt.VerifiedJwtConverter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.web.server.ObservationWebFilterChainDecorator;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy.WebFilterChainDecorator;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.reactive.CorsConfigurationSource;

/**
 * {@link AutoConfiguration Auto-configuration} of the two filter chains on the reactive
 * stack. Each gives way to a bean of its own name and to nothing else. Never lazy: a
 * chain of the application that hides them shows at start.
 */
@AutoConfiguration(afterName = "io.microgate.autoconfigure.MicrogateAutoConfiguration",
		before = { ReactiveManagementWebSecurityAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class,
				ReactiveUserDetailsServiceAutoConfiguration.class },
		beforeName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ Mono.class, SecurityWebFilterChain.class })
@Conditional(OnEnabledCondition.class)
@Lazy(false)
@Import({ BasePathConfiguration.class, GatewayConfiguration.class, ReactiveCorsConfiguration.class,
		ReactiveCoverageConfiguration.class })
public final class ReactiveMicrogateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReactiveDecisions microgateReactiveDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint,
			ObjectProvider<GatewayReading> gateway, RefusalBodies refusalBodies) {
		GatewayReading reading = gateway.getIfAvailable();
		return new ReactiveDecisions(context, decisionPoint, (reading != null) ? reading : GatewayReading.NONE,
				refusalBodies);
	}

	/** The first one is called first; a separate management port has it, too. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	HttpHandlerDecoratorFactory microgateHttpHandlerDecorator(ReactiveDecisions decisions,
			CheckedConfiguration configuration) {
		return (handler) -> configuration.mayEditRequests() ? new FieldRemovingHandler(handler, decisions) : handler;
	}

	@Bean
	ReactivePeerAddresses microgatePeerAddresses(ApplicationContext context,
			ObjectProvider<CheckedConfiguration> configuration) {
		return new ReactivePeerAddresses(context, configuration);
	}

	@Bean
	@ConditionalOnMissingBean(ServerExchangeRejectedHandler.class)
	ServerPathRejectionHandler microgateServerPathRejectionHandler(ReactiveDecisions decisions) {
		return new ServerPathRejectionHandler(decisions);
	}

	@Bean
	ReactiveReachableRoutes microgateReactiveReachableRoutes(DefaultListableBeanFactory beanFactory,
			CheckedConfiguration configuration) {
		return new ReactiveReachableRoutes(beanFactory, configuration);
	}

	@Bean
	ReactiveRequestReading microgateRequestReading(ApplicationContext context, CheckedConfiguration configuration) {
		return new ReactiveRequestReading(context, configuration,
				!AllowedRewriting.isManagementContextExpected(context.getEnvironment()));
	}

	@Bean
	@ConditionalOnMissingBean
	ReactiveFilterChains microgateReactiveFilterChains(ReactiveDecisions decisions,
			DefaultListableBeanFactory beanFactory, ObjectProvider<ServerMappedCors> mappedCors) {
		ServerMappedCors mapped = mappedCors.getIfAvailable();
		return new ReactiveFilterChains(decisions, CorsSources.find(beanFactory, CorsConfigurationSource.class),
				(mapped != null) ? mapped : ServerMappedCors.NONE);
	}

	/** Observations are set up before the configuration is read. */
	@Bean
	static DecisionObservationFilter<ServerRequestObservationContext> microgateObservationFilter(
			ObjectProvider<CheckedConfiguration> configuration) {
		return new DecisionObservationFilter<>(ServerRequestObservationContext.class, ReactiveDecisions::observed,
				SingletonSupplier.of(() -> configuration.getObject().properties().observability().routeTags()));
	}

	@Bean
	static ChainObservation<WebFilterChainDecorator> microgateChainObservation(
			ObjectProvider<SecurityObservationSettings> settings) {
		return new ChainObservation<>(ObservationWebFilterChainDecorator.class, UnobservedWebFilterChains::new,
				settings);
	}

	@Bean(FilterChainBeans.ROUTES_CHAIN)
	@Order(FilterChainBeans.ROUTES_CHAIN_ORDER)
	@ConditionalOnMissingBean(name = FilterChainBeans.ROUTES_CHAIN)
	SecurityWebFilterChain microgateSecurityFilterChain(ReactiveFilterChains chains,
			ObjectProvider<ReactiveJwtAuthenticationConverter> reactiveConverter,
			ObjectProvider<JwtAuthenticationConverter> converter, CheckedConfiguration configuration) {
		ReactiveJwtAuthenticationConverter reactive = reactiveConverter.getIfAvailable();
		configuration.logReplacedPrincipals(reactive);
		return chains.forRoutes((reactive != null) ? reactive : adapted(converter, configuration));
	}

	private static Converter<Jwt, Mono<AbstractAuthenticationToken>> adapted(
			ObjectProvider<JwtAuthenticationConverter> converter, CheckedConfiguration configuration) {
		JwtAuthenticationConverter configured = converter.getIfAvailable();
		configuration.logReplacedPrincipals(configured);
		Converter<Jwt, AbstractAuthenticationToken> used = (configured != null) ? configured
				: new VerifiedJwtConverter();
		return (jwt) -> Mono.justOrEmpty(used.convert(jwt));
	}

	/**
	 * Is null if such requests pass, or if another chain takes any request without
	 * looking at it, wherever that one stands. No condition, which ahead-of-time
	 * processing would evaluate at build time.
	 */
	@Bean(FilterChainBeans.UNMATCHED_CHAIN)
	@Order(Ordered.LOWEST_PRECEDENCE)
	@ConditionalOnMissingBean(name = FilterChainBeans.UNMATCHED_CHAIN)
	@Nullable SecurityWebFilterChain microgateUnmatchedSecurityFilterChain(CheckedConfiguration configuration,
			ReactiveFilterChains chains, ReactiveReachableRoutes reachableRoutes) {
		boolean absent = configuration.passesUnmatchedRequests() || reachableRoutes.isAnyRequestTaken();
		return absent ? null : chains.forUnmatched();
	}

}
