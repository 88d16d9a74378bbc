package io.microgate.servlet;

import io.microgate.coverage.CorsSources;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Finds what the application declares for all chains of Spring Security, by the rules and
 * with the defaults of Spring Security's own.
 */
final class ApplicationBeans {

	private static final String ROLE_PREFIX = "ROLE_";

	private ApplicationBeans() {
	}

	static SecurityBeans find(ApplicationContext context, DefaultListableBeanFactory beanFactory) {
		AuthenticationEventPublisher authenticationEvents = context.getBeanProvider(AuthenticationEventPublisher.class)
			.getIfAvailable();
		AuthorizationEventPublisher authorizationEvents = context.getBeanProvider(AuthorizationEventPublisher.class)
			.getIfAvailable();
		GrantedAuthorityDefaults authorities = context.getBeanProvider(GrantedAuthorityDefaults.class).getIfUnique();
		MappedCors mappedCors = context.getBeanProvider(MappedCors.class).getIfAvailable();
		return new SecurityBeans(
				(authenticationEvents != null) ? authenticationEvents
						: new DefaultAuthenticationEventPublisher(context),
				(authorizationEvents != null) ? authorizationEvents : new SpringAuthorizationEventPublisher(context),
				(authorities != null) ? authorities.getRolePrefix() : ROLE_PREFIX,
				CorsSources.find(beanFactory, CorsConfigurationSource.class),
				(mappedCors != null) ? mappedCors : MappedCors.NONE,
				context.getBeanProvider(ChainEventMark.class).getIfAvailable());
	}

}
