package io.microgate.servlet;

import io.microgate.coverage.CoveredStack;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Where the mappings are on the servlet stack, if it is that of Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ HandlerMapping.class, DispatcherServletPath.class })
final class ServletCoverageConfiguration {

	/** Created when coverage is computed. */
	@Bean
	@Lazy
	CoveredStack microgateCoveredStack(ObjectProvider<DispatcherServletPath> servletPath,
			DefaultListableBeanFactory beanFactory) {
		ServletMappingReader reader = new ServletMappingReader(() -> {
			DispatcherServletPath path = servletPath.getIfAvailable();
			return (path != null) ? path.getPrefix() : "";
		});
		return new CoveredStack(reader, SecurityFilterChain.class, ServletMicrogateAutoConfiguration.class,
				beanFactory);
	}

}
