package io.microgate.actuate;

import java.util.List;
import java.util.Map;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.RouteCoverage;
import io.microgate.jose.SignatureAcceleration;
import io.microgate.runtime.RunningConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows the configuration in force and what it means for the application's mappings.
 */
@Endpoint(id = "microgate")
public final class MicrogateEndpoint {

	private final RunningConfiguration running;

	private final RouteCoverage coverage;

	private final @Nullable SignatureAcceleration acceleration;

	/**
	 * Creates the endpoint.
	 * @param running the configuration in force
	 * @param coverage which policy entry decides about which mapping
	 * @param acceleration accelerates signatures, {@code null} if nothing does
	 */
	public MicrogateEndpoint(RunningConfiguration running, RouteCoverage coverage,
			@Nullable SignatureAcceleration acceleration) {
		this.running = running;
		this.coverage = coverage;
		this.acceleration = acceleration;
	}

	/**
	 * Describes the configuration in force.
	 * @return the description
	 */
	@ReadOperation
	public Configuration configuration() {
		CheckedConfiguration configuration = this.running.current().configuration();
		return new Configuration(configuration.warnings(), List.copyOf(configuration.properties().routes().keySet()),
				configuration.canonical().digest(), this.coverage.policies(), this.coverage.rows(),
				this.coverage.unreachableEntries(), (this.acceleration != null) ? this.acceleration.verifiers() : null);
	}

	/**
	 * The response of the endpoint.
	 *
	 * @param warnings what the configuration checks warn of
	 * @param routes names of the routes
	 * @param digest SHA-256 over the canonical form of the configuration, in hex
	 * @param policies the entries of each policy by its name
	 * @param coverage which policy entry decides about which mapping
	 * @param unreachableEntries policy entries that decide about no mapping
	 * @param signatures names of algorithms by what verifies their signatures,
	 * {@code null} if nothing but the JDK does
	 */
	public record Configuration(List<String> warnings, List<String> routes, String digest,
			Map<String, List<RouteCoverage.EntryDescription>> policies, List<CoverageRow> coverage,
			List<String> unreachableEntries, @Nullable Map<String, List<String>> signatures) {
	}

}
