package io.microgate.autoconfigure;

import io.microgate.actuate.AuditDecisionListener;
import io.microgate.actuate.ConfigurationHealth;
import io.microgate.actuate.ConfigurationMeters;
import io.microgate.actuate.HealthPaths;
import io.microgate.actuate.JwksHealthComponents;
import io.microgate.actuate.JwksMeters;
import io.microgate.actuate.MeterCandidateListener;
import io.microgate.actuate.MeterDecisionListener;
import io.microgate.actuate.MeterJwksListener;
import io.microgate.actuate.MicrogateEndpoint;
import io.microgate.actuate.OtherChainsAuthenticationAuditListener;
import io.microgate.actuate.OtherChainsAuthorizationAuditListener;
import io.microgate.actuate.RevocationHealthComponents;
import io.microgate.actuate.TokenCacheMeters;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.RouteCoverage;
import io.microgate.jose.SignatureAcceleration;
import io.microgate.reactive.ReactiveMicrogateAutoConfiguration;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.Candidates;
import io.microgate.runtime.ConfigurationReload;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.servlet.ChainEventMark;
import io.microgate.servlet.ServletMicrogateAutoConfiguration;
import org.jspecify.annotations.Nullable;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.security.AbstractAuthenticationAuditListener;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.actuate.security.AuthenticationAuditListener;
import org.springframework.boot.actuate.security.AuthorizationAuditListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of health, endpoint, meters and audit, and
 * of the paths under which health is open.
 */
@AutoConfiguration(after = MicrogateAutoConfiguration.class,
		before = { ServletMicrogateAutoConfiguration.class, ReactiveMicrogateAutoConfiguration.class },
		beforeName = { "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration" },
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration" })
@ConditionalOnBean(RunningConfiguration.class)
@Import(ExplainConfiguration.class)
public final class ActuatorMicrogateAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CompositeHealthContributor.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "microgateJwksHealthContributor")
		@ConditionalOnEnabledHealthIndicator("microgate-jwks")
		CompositeHealthContributor microgateJwksHealthContributor(RunningConfiguration configuration) {
			return new JwksHealthComponents(() -> configuration.current().sources().all());
		}

		@Bean
		@ConditionalOnMissingBean(name = "microgateRevocationHealthContributor")
		@ConditionalOnEnabledHealthIndicator("microgate-revocation")
		CompositeHealthContributor microgateRevocationHealthContributor(RunningConfiguration configuration) {
			return new RevocationHealthComponents(() -> configuration.current().revocations().states());
		}

		@Bean
		@ConditionalOnMissingBean(name = "microgateConfigurationHealthIndicator")
		@ConditionalOnEnabledHealthIndicator("microgate-configuration")
		HealthIndicator microgateConfigurationHealthIndicator(ConfigurationReload reload,
				ObjectProvider<Candidates> candidates) {
			return new ConfigurationHealth(reload, candidates.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ PathMappedEndpoints.class, HealthEndpoint.class, ManagementPortType.class })
	static class HealthPathsConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "microgateOpenPaths")
		OpenPaths microgateOpenPaths(ObjectProvider<PathMappedEndpoints> endpoints, ApplicationContext context) {
			Environment environment = context.getEnvironment();
			boolean samePort = ManagementPortType.get(environment) == ManagementPortType.SAME;
			String servletPath = (context instanceof ReactiveWebApplicationContext) ? ""
					: environment.getProperty("spring.mvc.servlet.path", "");
			return new OpenPaths(() -> HealthPaths.onServer(endpoints.getIfAvailable(), samePort, servletPath));
		}

		@Bean
		@ConditionalOnMissingBean(name = "microgateManagementOpenPaths")
		OpenPaths microgateManagementOpenPaths(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new OpenPaths(() -> HealthPaths.onManagementServer(endpoints.getIfAvailable()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint
		MicrogateEndpoint microgateEndpoint(RunningConfiguration configuration, RouteCoverage coverage,
				ObjectProvider<SignatureAcceleration> acceleration) {
			return new MicrogateEndpoint(configuration, coverage, acceleration.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetersConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MeterDecisionListener microgateMeterDecisionListener(MeterRegistry registry) {
			return new MeterDecisionListener(registry);
		}

		@Bean
		@ConditionalOnMissingBean
		@Nullable MeterCandidateListener microgateMeterCandidateListener(MeterRegistry registry,
				CheckedConfiguration configuration) {
			return (configuration.properties().candidate() != null) ? new MeterCandidateListener(registry) : null;
		}

		@Bean
		@ConditionalOnMissingBean
		MeterJwksListener microgateMeterJwksListener(MeterRegistry registry) {
			return new MeterJwksListener(registry);
		}

		@Bean
		@ConditionalOnMissingBean
		JwksMeters microgateJwksMeters(RunningConfiguration configuration) {
			return new JwksMeters(configuration);
		}

		@Bean
		@ConditionalOnMissingBean
		ConfigurationMeters microgateConfigurationMeters(ConfigurationReload reload) {
			return new ConfigurationMeters(reload);
		}

		@Bean
		@ConditionalOnMissingBean
		TokenCacheMeters microgateTokenCacheMeters(RunningConfiguration configuration) {
			return new TokenCacheMeters(configuration);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditEventRepository.class)
	@ConditionalOnBean(AuditEventRepository.class)
	@ConditionalOnBooleanProperty(name = "management.auditevents.enabled", matchIfMissing = true)
	static class AuditConfiguration {

		@Bean
		@ConditionalOnMissingBean
		AuditDecisionListener microgateAuditDecisionListener(ApplicationEventPublisher publisher,
				CheckedConfiguration configuration) {
			return new AuditDecisionListener(publisher, configuration.properties().observability());
		}

	}

	/** The reactive stack publishes no events of Spring Security. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditEventRepository.class)
	@ConditionalOnBean(AuditEventRepository.class)
	@ConditionalOnBooleanProperty(name = "management.auditevents.enabled", matchIfMissing = true)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class SecurityEventAuditConfiguration {

		@Bean
		ChainEventMark microgateChainEventMark() {
			return new ChainEventMark();
		}

		@Bean
		@ConditionalOnMissingBean(AbstractAuthenticationAuditListener.class)
		AuthenticationAuditListener authenticationAuditListener(ChainEventMark mark) {
			return new OtherChainsAuthenticationAuditListener(mark);
		}

		@Bean
		@ConditionalOnMissingBean(AbstractAuthorizationAuditListener.class)
		AuthorizationAuditListener authorizationAuditListener(ChainEventMark mark) {
			return new OtherChainsAuthorizationAuditListener(mark);
		}

	}

}
