package io.microgate.actuate;

import java.util.List;
import java.util.Map;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.RouteCoverage;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Tells operators what the configuration amounts to.
 */
@Endpoint(id = "microgate")
public final class MicrogateEndpoint {

	private final List<String> warnings;

	private final List<String> routes;

	private final String digest;

	private final RouteCoverage coverage;

	/**
	 * An endpoint for a configuration.
	 * @param warnings what the configuration checks warn of
	 * @param routes names of the routes
	 * @param digest SHA-256 over the canonical form of the configuration, in hex
	 * @param coverage which policy entry decides about which mapping
	 */
	public MicrogateEndpoint(List<String> warnings, List<String> routes, String digest, RouteCoverage coverage) {
		this.warnings = List.copyOf(warnings);
		this.routes = List.copyOf(routes);
		this.digest = digest;
		this.coverage = coverage;
	}

	/**
	 * The configuration as it was checked at start.
	 * @return what it amounts to
	 */
	@ReadOperation
	public Configuration configuration() {
		return new Configuration(this.warnings, this.routes, this.digest, this.coverage.policies(),
				this.coverage.rows(), this.coverage.unreachableEntries());
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param warnings what the configuration checks warn of
	 * @param routes names of the routes
	 * @param digest SHA-256 over the canonical form of the configuration, in hex
	 * @param policies the entries of each policy by its name
	 * @param coverage which policy entry decides about which mapping
	 * @param unreachableEntries policy entries that decide about no mapping
	 */
	public record Configuration(List<String> warnings, List<String> routes, String digest,
			Map<String, List<RouteCoverage.EntryDescription>> policies, List<CoverageRow> coverage,
			List<String> unreachableEntries) {
	}

}
