package io.microgate.actuate;

import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.running.RunningConfiguration;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Tells operators what the configuration in force amounts to.
 */
@Endpoint(id = "microgate")
public final class MicrogateEndpoint {

	private final RunningConfiguration running;

	public MicrogateEndpoint(RunningConfiguration running) {
		this.running = running;
	}

	/**
	 * The configuration in force.
	 * @return warnings, routes and digest
	 */
	@ReadOperation
	public Configuration configuration() {
		CheckedConfiguration configuration = this.running.current().configuration();
		return new Configuration(configuration.warnings(), List.copyOf(configuration.properties().routes().keySet()),
				configuration.canonical().digest());
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
