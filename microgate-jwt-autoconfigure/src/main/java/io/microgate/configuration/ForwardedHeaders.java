package io.microgate.configuration;

import java.util.List;

import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Whose word the remote address is: with forwarded headers in use, that of the client
 * that sent the request unless the proxies that may send them are known.
 */
final class ForwardedHeaders {

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final List<String> PROXY_LISTS = List.of("server.tomcat.remoteip.internal-proxies",
			"server.tomcat.remoteip.trusted-proxies");

	/**
	 * With one of these Tomcat uses forwarded headers whatever the strategy.
	 */
	private static final List<String> SERVER_HEADERS = List.of("server.tomcat.remoteip.remote-ip-header",
			"server.tomcat.remoteip.protocol-header");

	private final Environment environment;

	ForwardedHeaders(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Refuses conditions on the remote address while the platform decides by itself that
	 * forwarded headers are used.
	 * @param properties the configuration
	 * @param problems where to report
	 */
	void check(MicrogateProperties properties, Problems problems) {
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		if (strategy() == null && platform != null && platform.isUsingForwardHeaders()) {
			for (SpecElement<RemoteIp> condition : conditions(properties)) {
				problems.add(condition.path(), null,
						"needs '%s', because Boot uses forwarded headers by itself on %s".formatted(STRATEGY, platform),
						"Set '%s' to none, or to native if only proxies that replace these headers reach the port"
							.formatted(STRATEGY));
				return;
			}
		}
	}

	/**
	 * Finds the conditions on an address that any client can claim.
	 * @param properties the configuration
	 * @return the conditions, none if forwarded headers are not used or the proxies known
	 */
	List<SpecElement<RemoteIp>> conditionsWithoutProxyList(MicrogateProperties properties) {
		String strategy = strategy();
		boolean byFilter = "framework".equalsIgnoreCase(strategy);
		boolean byServer = "native".equalsIgnoreCase(strategy) || isAnySet(SERVER_HEADERS);
		boolean trusted = !byFilter && (!byServer || (isAnySet(PROXY_LISTS) && isTomcatPresent()));
		return trusted ? List.of() : conditions(properties);
	}

	/** No other server knows such lists. */
	private static boolean isTomcatPresent() {
		return ClassUtils.isPresent("org.apache.catalina.valves.RemoteIpValve", null);
	}

	private boolean isAnySet(List<String> names) {
		for (String name : names) {
			if (StringUtils.hasText(this.environment.getProperty(name))) {
				return true;
			}
		}
		return false;
	}

	private @Nullable String strategy() {
		String strategy = this.environment.getProperty(STRATEGY);
		return StringUtils.hasText(strategy) ? strategy : null;
	}

	private static List<SpecElement<RemoteIp>> conditions(MicrogateProperties properties) {
		return SpecElement.find(properties, "accessControlPolicies.policies.requestConditions.remoteIp",
				RemoteIp.class);
	}

}
