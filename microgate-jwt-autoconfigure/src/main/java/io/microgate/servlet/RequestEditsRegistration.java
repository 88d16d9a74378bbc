package io.microgate.servlet;

import java.util.EnumSet;

import io.microgate.configuration.CheckedConfiguration;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Registers the {@link RequestEditsFilter} for every dispatch and in front of all other
 * filters, those of the same order included. Registers nothing if no request can be
 * edited, not even after a reload.
 */
final class RequestEditsRegistration extends FilterRegistrationBean<RequestEditsFilter> implements PriorityOrdered {

	RequestEditsRegistration(ServletDecisions decisions, CheckedConfiguration configuration) {
		super(new RequestEditsFilter(decisions));
		setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
		setOrder(Ordered.HIGHEST_PRECEDENCE);
		setEnabled(configuration.mayEditRequests());
	}

	/** Spring Boot logs at info level that this is disabled, which is no fault. */
	@Override
	protected String getDescription() {
		return isEnabled() ? super.getDescription() : "filter that edits requests, which no policy asks for,";
	}

}
