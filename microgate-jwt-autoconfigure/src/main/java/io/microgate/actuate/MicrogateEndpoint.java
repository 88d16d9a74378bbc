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
	 * @param digest SHA-256 over the canonical form of the configuration, in hex
	 */
	public MicrogateEndpoint(List<String> warnings, List<String> routes, String digest) {
		this.configuration = new Configuration(List.copyOf(warnings), List.copyOf(routes), digest);
	}

	/**
	 * The configuration as it was checked at start.
	 * @return warnings, routes and digest
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
	 * @param digest SHA-256 over the canonical form of the configuration, in hex
	 */
	public record Configuration(List<String> warnings, List<String> routes, String digest) {
	}

}
