package io.microgate.reactive;

import io.microgate.configuration.CheckedConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What a separate management port needs on the reactive stack.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(ReactiveDecisions.class)
final class ManagementReactiveConfiguration {

	@Bean
	ReactivePeerAddresses microgateManagementPeerAddresses(ApplicationContext context,
			ObjectProvider<CheckedConfiguration> configuration) {
		return new ReactivePeerAddresses(context, configuration);
	}

	@Bean
	ReactiveRequestReading microgateManagementRequestReading(ApplicationContext context,
			CheckedConfiguration configuration) {
		return new ReactiveRequestReading(context, configuration, true);
	}

	@Bean
	static BasePathProcessor microgateManagementBasePathProcessor(
			ObjectProvider<ManagementServerProperties> properties) {
		return new BasePathProcessor(() -> {
			ManagementServerProperties available = properties.getIfAvailable();
			return (available != null) ? available.getBasePath() : null;
		});
	}

}
