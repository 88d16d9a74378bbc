package io.microgate.servlet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Where the CORS configuration of handlers is on the servlet stack, if it is that of
 * Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ HandlerMapping.class, DispatcherServletPath.class })
final class ServletCorsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MappedCors microgateMappedCors(ApplicationContext context, ObjectProvider<DispatcherServletPath> servletPath) {
		return new MvcMappedCors(context, () -> {
			DispatcherServletPath path = servletPath.getIfAvailable();
			return (path != null) ? path.getPrefix() : "";
		});
	}

}
