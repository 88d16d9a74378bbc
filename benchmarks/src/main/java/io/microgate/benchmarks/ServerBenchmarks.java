package io.microgate.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;

/**
 * Measures the CPU time that a server process needs for a reply, over kept connections
 * and with 10,000 tokens in turn. Because no two processes are compiled alike, each
 * application is started several times; a process gives one value, the median of its
 * rounds.
 */
final class ServerBenchmarks {

	static final String CPU = "cpu";

	static final String BYTES = "bytes";

	static final String RATE = "replies/s";

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Builds builds;

	ServerBenchmarks(Arguments arguments, TokenIssuer issuer) throws IOException {
		this.arguments = arguments;
		this.issuer = issuer;
		this.builds = Builds.of(arguments, "servers");
	}

	void run() throws Exception {
		Pattern only = Pattern.compile(this.arguments.text("only", ""));
		for (Stack stack : Stack.values()) {
			for (List<ServerRow> group : ServerRow.groups(stack)) {
				List<ServerRow> rows = group.stream()
					.filter((row) -> only.matcher(row.toString()).find())
					.filter((row) -> !row.kind().subject().isAccelerated()
							|| this.builds.own().classPath().hasProvider())
					.toList();
				for (int process = 0; process < this.arguments.number("processes", 5) && !rows.isEmpty(); process++) {
					measure(rows, process);
				}
			}
		}
		this.builds.finish(CPU, BYTES);
	}

	private void measure(List<ServerRow> rows, int process) throws Exception {
		String algorithm = rows.get(0).algorithm();
		this.issuer.issue(algorithm);
		List<MeasuredServer> servers = new ArrayList<>();
		try (LoadProcess load = LoadProcess.start(this.issuer.tokens().file(algorithm, State.ROTATION))) {
			for (ServerRow row : rows.stream().map(ServerRow::process).distinct().toList()) {
				for (Build build : this.builds.inTurn(process)) {
					servers.add(MeasuredServer.start(row, build, this.issuer.tokens()));
				}
			}
			for (MeasuredServer server : servers) {
				server.warmUp(load, connections(0), this.arguments.number("warmup", 20));
			}
			for (int round = 0; round < this.arguments.number("rounds", 3); round++) {
				for (ServerRow row : rows) {
					measure(row, servers, load);
				}
			}
			servers.forEach(MeasuredServer::finish);
		}
		finally {
			servers.forEach(MeasuredServer::close);
		}
	}

	private void measure(ServerRow row, List<MeasuredServer> servers, LoadProcess load) throws IOException {
		for (MeasuredServer server : servers) {
			if (server.row().equals(row.process())) {
				server.measure(row, load, connections(row.connectionsPerCore()), this.arguments.number("seconds", 3));
			}
		}
	}

	private int connections(int perCore) {
		return (perCore > 0) ? perCore * Runtime.getRuntime().availableProcessors()
				: this.arguments.number("connections", 8);
	}

}
