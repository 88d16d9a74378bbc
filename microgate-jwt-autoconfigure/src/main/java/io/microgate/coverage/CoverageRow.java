package io.microgate.coverage;

import java.util.List;

/**
 * Tells what decides about the requests of one mapping with some methods on some hosts.
 *
 * @param methods the methods; {@code other} stands for all without a name here
 * @param path the path pattern, with the path of the servlet, without the context path
 * @param hosts the hosts, as routes name them
 * @param onManagementPort whether it is served on a separate management port
 * @param answeredBySpring whether Spring answers without calling the handler
 * @param handler what takes the requests
 * @param mappingConditions what the mapping asks of a request beside path and method
 * @param standing what the rulings amount to
 * @param rulings what may decide, in order
 */
public record CoverageRow(List<String> methods, String path, List<String> hosts, boolean onManagementPort,
		boolean answeredBySpring, String handler, List<String> mappingConditions, CoverageStatus standing,
		List<Ruling> rulings) {
}
