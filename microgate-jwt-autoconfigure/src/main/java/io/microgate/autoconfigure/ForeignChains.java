package io.microgate.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
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
 * The filter chains that the application declares beside ours. One that takes any request
 * hides every chain behind it.
 */
final class ForeignChains {

	static final String ROUTES_CHAIN = "microgateSecurityFilterChain";

	static final String UNMATCHED_CHAIN = "microgateUnmatchedSecurityFilterChain";

	/** Before chains without an order, and before those with a positive one. */
	static final int ROUTES_CHAIN_ORDER = 0;

	static final String UNMATCHED_TAKEN = "Requests that no route matches are not refused but left to the filter chain"
			+ " '%s', which takes any request";

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
	 * Makes sure that requests reach our routes.
	 * @throws HiddenRoutesException if a foreign chain that takes any request comes first
	 */
	void requireNoneHidingTheRoutes() {
		names(this.beanFactory, SecurityFilterChain.class)
			.filter((name) -> this.beanFactory.getOrder(name) <= ROUTES_CHAIN_ORDER)
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
		List<String> chains = names(this.beanFactory, SecurityFilterChain.class)
			.filter((name) -> this.anyRequest.isTakenBy(this.beanFactory.getBean(name, SecurityFilterChain.class)))
			.toList();
		chains.forEach((name) -> logger.warn(LogMessage.format(UNMATCHED_TAKEN, name)));
		return chains.stream().anyMatch((name) -> takesAnyRequest(this.beanFactory.getBean(name)));
	}

	/**
	 * The chains of others that Spring Security's filter asks, too: a bean that is kept
	 * from injection is none.
	 */
	static Stream<String> names(DefaultListableBeanFactory beanFactory, Class<?> type) {
		return Arrays.stream(beanFactory.getBeanNamesForType(type))
			.filter((name) -> !name.equals(ROUTES_CHAIN) && !name.equals(UNMATCHED_CHAIN))
			.filter((name) -> isInjected(beanFactory, name));
	}

	private static boolean isInjected(DefaultListableBeanFactory beanFactory, String name) {
		return !beanFactory.containsBeanDefinition(name)
				|| !(beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)
				|| (definition.isAutowireCandidate() && definition.isDefaultCandidate());
	}

	private static boolean takesAnyRequest(Object chain) {
		if (!(chain instanceof DefaultSecurityFilterChain defaultChain)) {
			return false;
		}
		RequestMatcher matcher = defaultChain.getRequestMatcher();
		return matcher instanceof AnyRequestMatcher || matcher.equals(PathPatternRequestMatcher.pathPattern("/**"));
	}

}
