package io.microgate.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Tells operators what the configuration amounts to.
 */
@Endpoint(id = "microgate")
public final class MicrogateEndpoint {

	private final Configuration configuration;

	/**
	 * An endpoint for a configuration.
	 * @param warnings what the configuration checks warn of
	 * @param routes names of the routes
	 */
	public MicrogateEndpoint(List<String> warnings, List<String> routes) {
		this.configuration = new Configuration(List.copyOf(warnings), List.copyOf(routes));
	}

	/**
	 * The configuration as it was checked at start.
	 * @return warnings and routes
	 */
	@ReadOperation
	public Configuration configuration() {
		return this.configuration;
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param warnings what the configuration checks warn of
	 * @param routes names of the routes
	 */
	public record Configuration(List<String> warnings, List<String> routes) {
	}

}
