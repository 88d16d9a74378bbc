package io.microgate.servlet;

import io.microgate.configuration.CheckedConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What a separate management port needs beside Spring Security's filter, which Boot
 * brings there.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(ServletDecisions.class)
final class ManagementServletConfiguration {

	@Bean
	UnreadableTargetFilter microgateManagementUnreadableTargetFilter(ServletDecisions decisions,
			ObjectProvider<SecurityFilterProperties> securityFilter) {
		return UnreadableTargets.filter(decisions, securityFilter);
	}

	@Bean
	RequestEditsRegistration microgateManagementRequestEditsRegistration(ServletDecisions decisions,
			CheckedConfiguration configuration) {
		return new RequestEditsRegistration(decisions, configuration);
	}

	@Bean
	ServletPeerAddresses microgateManagementPeerAddresses(ApplicationContext context,
			ObjectProvider<CheckedConfiguration> configuration) {
		return new ServletPeerAddresses(context, configuration);
	}

	@Bean
	ServletRequestReading microgateManagementRequestReading(ApplicationContext context,
			CheckedConfiguration configuration) {
		return new ServletRequestReading(context, configuration, true);
	}

}
