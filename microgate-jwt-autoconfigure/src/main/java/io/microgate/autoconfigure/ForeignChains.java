package io.microgate.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.log.LogMessage;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

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

	private static final Log logger = LogFactory.getLog(ForeignChains.class);

	private final DefaultListableBeanFactory beanFactory;

	ForeignChains(DefaultListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Makes sure that requests reach our routes.
	 * @throws HiddenRoutesException if a foreign chain that takes any request comes first
	 */
	void requireNoneHidingTheRoutes() {
		for (String name : anyRequestChains()) {
			if (this.beanFactory.getOrder(name) <= ROUTES_CHAIN_ORDER) {
				throw new HiddenRoutesException(name);
			}
		}
	}

	/**
	 * Whether a foreign chain takes what no route matches, in place of ours. One with a
	 * matcher of its own may stop to do so.
	 */
	boolean takeAnyRequest() {
		List<String> chains = anyRequestChains();
		chains.forEach((name) -> logger.warn(LogMessage.format(UNMATCHED_TAKEN, name)));
		return chains.stream().anyMatch((name) -> matchesAnyRequest(this.beanFactory.getBean(name)));
	}

	private List<String> anyRequestChains() {
		return names(this.beanFactory, SecurityFilterChain.class)
			.filter((name) -> takesAnyRequest(this.beanFactory.getBean(name)))
			.toList();
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

	/** Whether a chain matches any request, now at least. */
	static boolean takesAnyRequest(Object chain) {
		return matchesAnyRequest(chain)
				|| (chain instanceof SecurityFilterChain filterChain && takesUnseen(filterChain));
	}

	/** Whether a chain matches any request, whenever it comes. */
	private static boolean matchesAnyRequest(Object chain) {
		if (!(chain instanceof DefaultSecurityFilterChain defaultChain)) {
			return false;
		}
		RequestMatcher matcher = defaultChain.getRequestMatcher();
		return matcher instanceof AnyRequestMatcher || matcher.equals(PathPatternRequestMatcher.pathPattern("/**"));
	}

	/** Whether a chain matches without a look at the request. */
	private static boolean takesUnseen(SecurityFilterChain chain) {
		HttpServletRequest unseen = (HttpServletRequest) Proxy.newProxyInstance(ForeignChains.class.getClassLoader(),
				new Class<?>[] { HttpServletRequest.class }, (proxy, method, arguments) -> {
					throw new UnsupportedOperationException(method.getName());
				});
		try {
			return chain.matches(unseen);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
