package io.microgate.servlet;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Beans of the application that Spring Security honours in its own chains, so that
 * Microgate's do as well.
 *
 * @param authenticationEvents notified of verified and refused tokens
 * @param authorizationEvents notified of allowed and refused requests
 * @param rolePrefix what {@code isUserInRole} puts in front of a role, possibly nothing
 * @param cors the CORS configuration, {@code null} for none
 * @param mappedCors the CORS configuration of handlers
 * @param mark marks the events for Spring Boot's audit, {@code null} without audit
 */
public record SecurityBeans(AuthenticationEventPublisher authenticationEvents,
		AuthorizationEventPublisher authorizationEvents, String rolePrefix, @Nullable CorsConfigurationSource cors,
		MappedCors mappedCors, @Nullable ChainEventMark mark) {
}
