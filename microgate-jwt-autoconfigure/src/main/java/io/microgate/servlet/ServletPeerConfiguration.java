package io.microgate.servlet;

import io.microgate.configuration.CheckedConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What servers keep of a connection.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebServerFactoryCustomizer.class)
final class ServletPeerConfiguration {

	@Bean
	ServletPeerAddresses microgatePeerAddresses(ApplicationContext context,
			ObjectProvider<CheckedConfiguration> configuration) {
		return new ServletPeerAddresses(context, configuration);
	}

}
