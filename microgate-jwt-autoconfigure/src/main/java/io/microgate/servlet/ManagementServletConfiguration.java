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
	ServletRequestReading microgateManagementRequestReading(ApplicationContext context,
			CheckedConfiguration configuration) {
		return new ServletRequestReading(context, configuration, true);
	}

}
