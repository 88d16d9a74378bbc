package io.microgate.servlet;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Tells how many threads of a servlet server may wait for keys, so that the others serve
 * the requests that need none.
 */
public final class RequestThreads {

	/** Where threads are virtual, or where their number is not known. */
	private static final int DEFAULT = 64;

	private static final int SHARE = 4;

	/** What Boot configures Tomcat and Jetty with. */
	private static final int MAX_THREADS = 200;

	private static final Map<String, String> PROPERTIES = Map.of("org.apache.catalina.startup.Tomcat",
			"server.tomcat.threads.max", "org.eclipse.jetty.server.Server", "server.jetty.threads.max");

	private final Environment environment;

	private final ClassLoader classLoader;

	RequestThreads(Environment environment, ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = classLoader;
	}

	/**
	 * A quarter of the configured maximum.
	 * @return the number of threads, at least 1
	 */
	public int allowedToWait() {
		if (Threading.VIRTUAL.isActive(this.environment)) {
			return DEFAULT;
		}
		int threads = Integer.MAX_VALUE;
		for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
			if (ClassUtils.isPresent(property.getKey(), this.classLoader)) {
				threads = Math.min(threads, configured(property.getValue()));
			}
		}
		return (threads != Integer.MAX_VALUE) ? Math.max(1, threads / SHARE) : DEFAULT;
	}

	private int configured(String property) {
		Integer configured = Binder.get(this.environment).bind(property, Bindable.of(Integer.class)).orElse(null);
		return (configured != null) ? configured : MAX_THREADS;
	}

}
