package io.microgate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.jwks.JwksSources;
import io.microgate.route.RouteTable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds the configuration in force. It is replaced as a whole and read at one moment, so
 * that a request is decided by one configuration and never by a mix of two.
 */
public final class RunningConfiguration implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RunningConfiguration.class);

	private final List<Consumer<CompiledConfiguration>> observers = new ArrayList<>();

	private volatile CompiledConfiguration current;

	private boolean closed;

	/**
	 * Puts the first configuration in force.
	 * @param configuration the configuration
	 * @param compiler compiles it
	 */
	public RunningConfiguration(CheckedConfiguration configuration, ConfigurationCompiler compiler) {
		this.current = compiler.compile(configuration, JwksSources.NONE);
	}

	/**
	 * Returns the configuration in force.
	 * @return what requests that begin now are decided by
	 */
	public CompiledConfiguration current() {
		return this.current;
	}

	/**
	 * Returns the routes in force.
	 * @return the routes of the {@link #current()} configuration
	 */
	public RouteTable routes() {
		return this.current.routes();
	}

	/**
	 * Notifies an observer of the configuration in force and of each that replaces it.
	 * @param observer is notified at once, and later before the replaced one is closed
	 * @return removes the observer
	 */
	public synchronized Runnable observe(Consumer<CompiledConfiguration> observer) {
		this.observers.add(observer);
		observer.accept(this.current);
		return () -> remove(observer);
	}

	private synchronized void remove(Consumer<CompiledConfiguration> observer) {
		this.observers.remove(observer);
	}

	/**
	 * Puts another configuration in force, unless this is closed. A request that began
	 * with the earlier one goes on with it. An observer that fails changes nothing.
	 * @return whether it is in force
	 */
	synchronized boolean replace(CompiledConfiguration next) {
		if (this.closed) {
			return false;
		}
		this.current = next;
		for (Consumer<CompiledConfiguration> observer : this.observers) {
			try {
				observer.accept(next);
			}
			catch (Throwable ex) {
				logger.error("An observer of the configuration failed", ex);
			}
		}
		return true;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.current.sources().close();
	}

}
