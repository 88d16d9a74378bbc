package io.microgate.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.route.RouteTable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds the configuration in force. It is replaced as a whole and read at one moment, so
 * that a request is decided by one configuration and never by a mix of two.
 */
public final class RunningConfiguration implements ActiveConfiguration, AutoCloseable {

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
		this.current = compiler.compile(configuration, null);
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

	@Override
	public List<String> routeNames() {
		return List.copyOf(this.current.configuration().properties().routes().keySet());
	}

	@Override
	public List<String> warnings() {
		return this.current.configuration().warnings();
	}

	@Override
	public String digest() {
		return this.current.configuration().canonical().digest();
	}

	@Override
	public Map<String, JwksState> keySources() {
		Map<String, JwksState> states = new LinkedHashMap<>();
		for (JwksSource source : this.current.sources().all()) {
			states.put(source.name(), source.state());
		}
		return states;
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
		this.current.revocations().close();
	}

}
