package io.microgate.servlet;

import java.util.ArrayList;
import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.AllowedRewriting;
import io.microgate.coverage.RequestReadingProblem;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * Makes sure at start that what answers a request on the servlet stack reads it as what
 * has decided about it. Checks the context that it is in, and the handler mappings of
 * dispatcher servlets with a context of their own once they have started.
 */
final class ServletRequestReading implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.HandlerMapping",
			ServletRequestReading.class.getClassLoader());

	private final ApplicationContext context;

	private final AllowedRewriting allowed;

	private final boolean last;

	/**
	 * Creates the check.
	 * @param context the context of a server
	 * @param configuration says what is allowed
	 * @param last whether no other context with a server comes later
	 */
	ServletRequestReading(ApplicationContext context, CheckedConfiguration configuration, boolean last) {
		this.context = context;
		this.allowed = new AllowedRewriting(configuration.properties().allowRewriting());
		this.last = last;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<RequestReadingProblem> problems = new ArrayList<>(new ServletFilters(this.context).findRewriting());
		if (MVC) {
			problems.addAll(ServletHandlerMappings.findRewriting(this.context));
		}
		this.allowed.require(problems, this.context, this.last);
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ApplicationContext child = event.getApplicationContext();
		if (MVC && child.getParent() == this.context) {
			this.allowed.require(ServletHandlerMappings.findRewriting(child), child, false);
		}
	}

}
