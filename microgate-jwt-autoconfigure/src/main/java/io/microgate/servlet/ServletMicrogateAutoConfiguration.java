package io.microgate.servlet;

import java.util.Objects;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.OnEnabledCondition;
import io.microgate.coverage.AllowedRewriting;
import io.microgate.coverage.ChainObservation;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.decision.DecisionObservationFilter;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.jwt.VerifiedJwtConverter;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.FilterChainProxy.FilterChainDecorator;
import org.springframework.security.web.ObservationFilterChainDecorator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link AutoConfiguration Auto-configuration} of the two filter chains on the servlet
 * stack. Each gives way to a bean of its own name and to nothing else. Never lazy: a
 * chain of the application that hides them shows at start.
 */
@AutoConfiguration(afterName = "io.microgate.autoconfigure.MicrogateAutoConfiguration",
		before = { ManagementWebSecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
				UserDetailsServiceAutoConfiguration.class },
		beforeName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, SecurityFilterChain.class })
@Conditional(OnEnabledCondition.class)
@Lazy(false)
@Import({ ServletCorsConfiguration.class, ServletCoverageConfiguration.class, ServletPeerConfiguration.class })
public final class ServletMicrogateAutoConfiguration {

	@Bean
	static RequestThreads microgateRequestThreads(ApplicationContext context) {
		return new RequestThreads(context.getEnvironment(), Objects.requireNonNull(context.getClassLoader()));
	}

	@Bean
	@ConditionalOnMissingBean
	ServletDecisions microgateServletDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint,
			RefusalBodies refusalBodies) {
		return new ServletDecisions(context, decisionPoint, refusalBodies);
	}

	@Bean
	@ConditionalOnMissingBean
	UnreadableTargetFilter microgateUnreadableTargetFilter(ServletDecisions decisions,
			ObjectProvider<SecurityFilterProperties> securityFilter) {
		return UnreadableTargets.filter(decisions, securityFilter);
	}

	@Bean
	@ConditionalOnMissingBean(RequestRejectedHandler.class)
	PathRejectionHandler microgatePathRejectionHandler(ServletDecisions decisions) {
		return new PathRejectionHandler(decisions);
	}

	@Bean
	RequestEditsRegistration microgateRequestEditsRegistration(ServletDecisions decisions,
			CheckedConfiguration configuration) {
		return new RequestEditsRegistration(decisions, configuration);
	}

	@Bean
	ReachableRoutes microgateReachableRoutes(ListableBeanFactory beanFactory, CheckedConfiguration configuration) {
		return new ReachableRoutes(beanFactory, configuration);
	}

	@Bean
	ServletRequestReading microgateRequestReading(ApplicationContext context, CheckedConfiguration configuration) {
		return new ServletRequestReading(context, configuration,
				!AllowedRewriting.isManagementContextExpected(context.getEnvironment()));
	}

	@Bean
	@ConditionalOnMissingBean
	ServletFilterChains microgateServletFilterChains(ServletDecisions decisions, ApplicationContext context,
			DefaultListableBeanFactory beanFactory) {
		return new ServletFilterChains(decisions, ApplicationBeans.find(context, beanFactory));
	}

	/** Observations are set up before the configuration is read. */
	@Bean
	static DecisionObservationFilter<ServerRequestObservationContext> microgateObservationFilter(
			ObjectProvider<CheckedConfiguration> configuration) {
		return new DecisionObservationFilter<>(ServerRequestObservationContext.class, ServletDecisions::observed,
				SingletonSupplier.of(() -> configuration.getObject().properties().observability().routeTags()));
	}

	@Bean
	static ChainObservation<FilterChainDecorator> microgateChainObservation(
			ObjectProvider<SecurityObservationSettings> settings) {
		return new ChainObservation<>(ObservationFilterChainDecorator.class, UnobservedFilterChains::new, settings);
	}

	@Bean(FilterChainBeans.ROUTES_CHAIN)
	@Order(FilterChainBeans.ROUTES_CHAIN_ORDER)
	@ConditionalOnMissingBean(name = FilterChainBeans.ROUTES_CHAIN)
	SecurityFilterChain microgateSecurityFilterChain(ServletFilterChains chains,
			ObjectProvider<JwtAuthenticationConverter> converter, DefaultListableBeanFactory beanFactory,
			CheckedConfiguration configuration) {
		new ForeignChains(beanFactory, configuration).requireNoneHidingTheRoutes();
		JwtAuthenticationConverter configured = converter.getIfAvailable();
		configuration.logReplacedPrincipals(configured);
		return chains.forRoutes((configured != null) ? configured : new VerifiedJwtConverter());
	}

	/**
	 * Is null if such requests pass, or if another chain takes any request: this one
	 * would never be reached. No condition, which ahead-of-time processing would evaluate
	 * at build time.
	 */
	@Bean(FilterChainBeans.UNMATCHED_CHAIN)
	@Order(Ordered.LOWEST_PRECEDENCE)
	@ConditionalOnMissingBean(name = FilterChainBeans.UNMATCHED_CHAIN)
	@Nullable SecurityFilterChain microgateUnmatchedSecurityFilterChain(CheckedConfiguration configuration,
			ServletFilterChains chains, DefaultListableBeanFactory beanFactory) {
		boolean absent = configuration.passesUnmatchedRequests()
				|| new ForeignChains(beanFactory, configuration).takeAnyRequest();
		return absent ? null : chains.forUnmatched();
	}

}
