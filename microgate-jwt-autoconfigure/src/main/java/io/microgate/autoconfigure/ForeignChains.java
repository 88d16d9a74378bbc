package io.microgate.autoconfigure;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	/** Whether a foreign chain takes what no route matches, in place of ours. */
	boolean takeAnyRequest() {
		List<String> chains = anyRequestChains();
		chains.forEach((name) -> logger.warn(LogMessage.format(UNMATCHED_TAKEN, name)));
		return !chains.isEmpty();
	}

	private List<String> anyRequestChains() {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(SecurityFilterChain.class))
			.filter((name) -> !name.equals(ROUTES_CHAIN) && !name.equals(UNMATCHED_CHAIN))
			.filter((name) -> takesAnyRequest(this.beanFactory.getBean(name)))
			.toList();
	}

	static boolean takesAnyRequest(Object chain) {
		if (!(chain instanceof DefaultSecurityFilterChain defaultChain)) {
			return false;
		}
		RequestMatcher matcher = defaultChain.getRequestMatcher();
		return matcher instanceof AnyRequestMatcher || matcher.equals(PathPatternRequestMatcher.pathPattern("/**"));
	}

}
