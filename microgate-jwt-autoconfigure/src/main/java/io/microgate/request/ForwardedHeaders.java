package io.microgate.request;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Whose word the remote address is: with forwarded headers in use, that of the client
 * that sent the request unless the proxies that may send them are known.
 */
public final class ForwardedHeaders {

	/** The property that says whether and by whom they are used. */
	public static final String STRATEGY = "server.forward-headers-strategy";

	private static final List<String> PROXY_LISTS = List.of("server.tomcat.remoteip.internal-proxies",
			"server.tomcat.remoteip.trusted-proxies");

	/**
	 * With one of these Tomcat uses forwarded headers whatever the strategy.
	 */
	private static final List<String> SERVER_HEADERS = List.of("server.tomcat.remoteip.remote-ip-header",
			"server.tomcat.remoteip.protocol-header");

	private final Environment environment;

	/**
	 * Reads the settings of an application.
	 * @param environment its environment
	 */
	public ForwardedHeaders(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The platform that makes Boot use forwarded headers without being told to.
	 * @return the platform, {@code null} if there is none or the application decides
	 */
	public @Nullable CloudPlatform decidingPlatform() {
		CloudPlatform platform = (strategy() == null) ? CloudPlatform.getActive(this.environment) : null;
		return (platform != null && platform.isUsingForwardHeaders()) ? platform : null;
	}

	/**
	 * Whether any client can claim any address.
	 * @return {@code false} if forwarded headers are not used, or the proxies that may
	 * send them are known
	 */
	public boolean areTakenFromAnyClient() {
		return areUsedByFilter() || (areUsedByServer() && !(isAnySet(PROXY_LISTS) && isTomcatPresent()));
	}

	/**
	 * Whether host and client of a request may be those of its forwarded headers.
	 * @return {@code false} if such headers are ignored
	 */
	public boolean areUsed() {
		return areUsedByFilter() || areUsedByServer() || decidingPlatform() != null;
	}

	private boolean areUsedByFilter() {
		return "framework".equalsIgnoreCase(strategy());
	}

	private boolean areUsedByServer() {
		return "native".equalsIgnoreCase(strategy()) || isAnySet(SERVER_HEADERS);
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

}
