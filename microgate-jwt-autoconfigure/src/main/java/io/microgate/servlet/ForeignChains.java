package io.microgate.servlet;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.coverage.HiddenRoutesException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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

	private final CheckedConfiguration configuration;

	/** Created when there is a chain to ask. */
	private @Nullable AnyRequest anyRequest;

	ForeignChains(DefaultListableBeanFactory beanFactory, CheckedConfiguration configuration) {
		this.beanFactory = beanFactory;
		this.configuration = configuration;
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
	 * Makes sure that requests reach the chain of the routes, and warns of chains behind
	 * it that none reaches.
	 * @throws HiddenRoutesException if a foreign chain that takes any request comes first
	 */
	void requireNoneHidingTheRoutes() {
		for (String name : FilterChainBeans.names(this.beanFactory, SecurityFilterChain.class)) {
			boolean first = this.beanFactory.getOrder(name) <= FilterChainBeans.ROUTES_CHAIN_ORDER;
			if (first && isForAnyRequest(name)) {
				throw new HiddenRoutesException(name);
			}
			String everyPath = first ? null : routeOfEveryPath();
			if (everyPath != null) {
				logger.warn(LogMessage.format(FilterChainBeans.UNREACHED, name, everyPath));
			}
		}
	}

	/**
	 * Whether a foreign chain takes what no route matches, in place of the last chain.
	 * One that looks at the request might not take all, so then the last chain stays
	 * behind it.
	 */
	boolean takeAnyRequest() {
		boolean certain = false;
		for (String name : FilterChainBeans.names(this.beanFactory, SecurityFilterChain.class)) {
			if (isForAnyRequest(name)) {
				if (routeOfEveryPath() == null) {
					logger.warn(LogMessage.format(FilterChainBeans.UNMATCHED_TAKEN, name));
				}
				certain = certain || takesAnyRequest(this.beanFactory.getBean(name));
			}
		}
		return certain;
	}

	private @Nullable String routeOfEveryPath() {
		MicrogateProperties properties = this.configuration.properties();
		return FilterChainBeans.routeOfEveryPath(properties.routes(), properties.accessControlPolicies().values());
	}

	private boolean isForAnyRequest(String name) {
		AnyRequest request = this.anyRequest;
		if (request == null) {
			request = anyRequest(this.beanFactory, this.configuration);
			this.anyRequest = request;
		}
		return request.isTakenBy(this.beanFactory.getBean(name, SecurityFilterChain.class));
	}

	private static boolean takesAnyRequest(Object chain) {
		if (!(chain instanceof DefaultSecurityFilterChain defaultChain)) {
			return false;
		}
		RequestMatcher matcher = defaultChain.getRequestMatcher();
		return matcher instanceof AnyRequestMatcher || matcher.equals(PathPatternRequestMatcher.pathPattern("/**"));
	}

}
