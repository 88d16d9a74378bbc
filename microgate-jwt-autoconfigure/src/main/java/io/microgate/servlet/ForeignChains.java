package io.microgate.servlet;

import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.coverage.HiddenRoutesException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.core.log.LogMessage;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.ClassUtils;

/**
 * Finds filter chains of the application that take any request and so hide every chain
 * behind them.
 */
final class ForeignChains {

	private static final boolean MVC = ClassUtils.isPresent(
			"org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath",
			ForeignChains.class.getClassLoader());

	private static final Log logger = LogFactory.getLog(ForeignChains.class);

	private final DefaultListableBeanFactory beanFactory;

	private final AnyRequest anyRequest;

	ForeignChains(DefaultListableBeanFactory beanFactory, CheckedConfiguration configuration) {
		this.beanFactory = beanFactory;
		this.anyRequest = anyRequest(beanFactory, configuration);
	}

	/** Tells chains for any request, below the path of the dispatcher servlet as well. */
	static AnyRequest anyRequest(BeanFactory beanFactory, CheckedConfiguration configuration) {
		return AnyRequest.including(configuration.properties().routes(), () -> MVC ? servletPrefix(beanFactory) : "");
	}

	private static String servletPrefix(BeanFactory beanFactory) {
		DispatcherServletPath path = beanFactory.getBeanProvider(DispatcherServletPath.class).getIfUnique();
		return (path != null) ? path.getPrefix() : "";
	}

	/**
	 * Makes sure that requests reach the chain of the routes.
	 * @throws HiddenRoutesException if a foreign chain that takes any request comes first
	 */
	void requireNoneHidingTheRoutes() {
		FilterChainBeans.names(this.beanFactory, SecurityFilterChain.class)
			.filter((name) -> this.beanFactory.getOrder(name) <= FilterChainBeans.ROUTES_CHAIN_ORDER)
			.filter((name) -> this.anyRequest.isTakenBy(this.beanFactory.getBean(name, SecurityFilterChain.class)))
			.findFirst()
			.ifPresent((name) -> {
				throw new HiddenRoutesException(name);
			});
	}

	/**
	 * Whether a foreign chain takes what no route matches, in place of the last chain.
	 * One that looks at the request might not take all, so then the last chain stays
	 * behind it.
	 */
	boolean takeAnyRequest() {
		List<String> chains = FilterChainBeans.names(this.beanFactory, SecurityFilterChain.class)
			.filter((name) -> this.anyRequest.isTakenBy(this.beanFactory.getBean(name, SecurityFilterChain.class)))
			.toList();
		chains.forEach((name) -> logger.warn(LogMessage.format(FilterChainBeans.UNMATCHED_TAKEN, name)));
		return chains.stream().anyMatch((name) -> takesAnyRequest(this.beanFactory.getBean(name)));
	}

	private static boolean takesAnyRequest(Object chain) {
		if (!(chain instanceof DefaultSecurityFilterChain defaultChain)) {
			return false;
		}
		RequestMatcher matcher = defaultChain.getRequestMatcher();
		return matcher instanceof AnyRequestMatcher || matcher.equals(PathPatternRequestMatcher.pathPattern("/**"));
	}

}
