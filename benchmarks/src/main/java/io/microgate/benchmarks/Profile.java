package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

import io.microgate.benchmarks.Scenario.State;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Shows where one row of {@code chains} or {@code servers} spends its time and what it
 * allocates, from recordings of the JVM.
 */
final class Profile {

	private static final String CPU = "jdk.ExecutionSample";

	/** Without buffers of threads, each object is an event. */
	private static final String ALLOCATION = "jdk.ObjectAllocationOutsideTLAB";

	private static final int CALLS = 200;

	private static final int CONNECTIONS = 8;

	private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\.");

	private static final int ROWS = 70;

	private final Arguments arguments;

	private final TokenIssuer issuer;

	Profile(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void run() throws Exception {
		String row = this.arguments.text("only", "servlet microgate repeated rs256 1 prefix 1");
		Figures.print("%n## %s", row);
		List<RecordedEvent> cpu = read(record(row, CPU));
		print("CPU in percent, nearest package that is not the JDK's", percent(cpu, (event) -> owner(event, true)));
		print("CPU in percent, nearest method that is not the JDK's", percent(cpu, (event) -> owner(event, false)));
		print("CPU in percent, top frame", percent(cpu, (event) -> Set.of(methods(event).get(0))));
		print("CPU in percent, method with all that it calls", percent(cpu, (event) -> new HashSet<>(methods(event))));
		List<RecordedEvent> allocation = read(record(row, ALLOCATION));
		print("Bytes per request, class of the object",
				bytes(allocation, (event) -> Set.of(event.getClass("objectClass").getName())));
		print("Bytes per request, nearest package that is not the JDK's",
				bytes(allocation, (event) -> owner(event, true)));
		print("Bytes per request, nearest method that is not the JDK's",
				bytes(allocation, (event) -> owner(event, false)));
		print("Bytes per request, method with all that it calls",
				bytes(allocation, (event) -> new HashSet<>(methods(event))));
	}

	private Path record(String row, String event) throws Exception {
		Path recording = Files.createTempFile(this.issuer.tokens().directory(), "profile", ".jfr");
		Optional<ServerRow> server = ServerRow.find(row);
		if (server.isPresent()) {
			recordServer(server.get(), event, recording);
		}
		else {
			recordChain(Scenario.parse(row), event, recording);
		}
		return recording;
	}

	private void recordChain(Scenario scenario, String event, Path recording) throws Exception {
		this.issuer.issue(scenario);
		List<String> command = new ArrayList<>(List.of(RunningApplication.java("java"), "-Xms1g", "-Xmx1g"));
		command.addAll(options(event));
		command.addAll(List.of("-cp", ClassPath.own().ofBenchmark(scenario, this.arguments.actuator()),
				Profile.class.getName(), this.issuer.tokens().directory().toString(), scenario.toString(),
				recording.toString(), String.valueOf(seconds()), event));
		if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
			throw new IllegalStateException("The recorded process failed");
		}
	}

	private void recordServer(ServerRow row, String event, Path recording) throws Exception {
		Tokens tokens = this.issuer.issue(row.algorithm());
		try (RunningApplication application = RunningApplication.start(row.kind(),
				Configurations.location(row.scenario(), tokens), ClassPath.own(), options(event));
				LoadProcess load = LoadProcess.start(tokens.file(row.algorithm(), State.ROTATION))) {
			load.send(application, CONNECTIONS, seconds(), 2 * Tokens.ROTATION);
			if (event.equals(CPU)) {
				application.startRecording(CPU, "period=1ms");
				load.send(application, CONNECTIONS, seconds(), 0);
			}
			else {
				application.startRecording(ALLOCATION, "stackTrace=true");
				load.send(application, 1, 0, CALLS);
			}
			application.stopRecording(recording);
		}
	}

	private int seconds() {
		return this.arguments.number("seconds", 10);
	}

	private static List<String> options(String event) {
		return List.of(event.equals(ALLOCATION) ? "-XX:-UseTLAB" : "-XX:+UseTLAB", "-XX:+UnlockDiagnosticVMOptions",
				"-XX:+DebugNonSafepoints");
	}

	/**
	 * Runs the process that is recorded.
	 * @param args directory of the tokens, scenario, file of the recording, seconds,
	 * event
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		int seconds = Integer.parseInt(args[3]);
		try (Target target = Target.start(Scenario.parse(args[1]), new Tokens(Path.of(args[0])));
				Recording before = recording(args[4]);
				Recording recording = recording(args[4])) {
			if (args[4].equals(CPU)) {
				// The first recording to start discards compiled code
				before.start();
			}
			Target.warmUp(target, seconds);
			recording.start();
			if (args[4].equals(CPU)) {
				Target.warmUp(target, seconds);
			}
			else {
				for (int i = 0; i < CALLS; i++) {
					target.call();
				}
			}
			recording.stop();
			recording.dump(Path.of(args[2]));
		}
	}

	private static Recording recording(String event) {
		Recording recording = new Recording();
		if (event.equals(CPU)) {
			recording.enable(CPU).withPeriod(Duration.ofMillis(1));
		}
		else {
			recording.enable(ALLOCATION).withStackTrace();
		}
		return recording;
	}

	private static Map<String, Double> percent(List<RecordedEvent> events, Function<RecordedEvent, Set<String>> keys) {
		return sum(events, keys, (event) -> 100.0 / events.size());
	}

	private static Map<String, Double> bytes(List<RecordedEvent> events, Function<RecordedEvent, Set<String>> keys) {
		return sum(events, keys, (event) -> (double) event.getLong("allocationSize") / CALLS);
	}

	private static List<RecordedEvent> read(Path recording) throws IOException {
		List<RecordedEvent> events = RecordingFile.readAllEvents(recording)
			.stream()
			.filter(Profile::isOfApplication)
			.toList();
		if (events.isEmpty()) {
			throw new IllegalStateException("Nothing was recorded");
		}
		return events;
	}

	private static boolean isOfApplication(RecordedEvent event) {
		List<String> methods = methods(event);
		return !methods.isEmpty() && methods.stream().noneMatch((method) -> method.startsWith("jdk.jfr."));
	}

	private static Map<String, Double> sum(List<RecordedEvent> events, Function<RecordedEvent, Set<String>> keys,
			ToDoubleFunction<RecordedEvent> weight) {
		Map<String, Double> sums = new HashMap<>();
		for (RecordedEvent event : events) {
			keys.apply(event).forEach((key) -> sums.merge(key, weight.applyAsDouble(event), Double::sum));
		}
		return sums;
	}

	private static List<String> methods(RecordedEvent event) {
		if (event.getStackTrace() == null) {
			return List.of();
		}
		return event.getStackTrace()
			.getFrames()
			.stream()
			.filter(RecordedFrame::isJavaFrame)
			.map((frame) -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
			.toList();
	}

	/** Sets the verification of signatures apart, which is the JDK's alone. */
	private static Set<String> owner(RecordedEvent event, boolean byPackage) {
		List<String> methods = methods(event);
		if (methods.contains("java.security.Signature.verify")) {
			return Set.of("(signature)");
		}
		String owner = methods.stream()
			.filter((method) -> !JDK.matcher(method).lookingAt())
			.findFirst()
			.orElse("(JDK)");
		return Set.of(byPackage ? owner.replaceFirst("\\.[A-Z].*", "") : owner);
	}

	private static void print(String title, Map<String, Double> sums) {
		Figures.print("%n### %s%n", title);
		List<Map.Entry<String, Double>> rows = new ArrayList<>(sums.entrySet());
		rows.sort(Map.Entry.<String, Double>comparingByValue().reversed());
		rows.stream().limit(ROWS).forEach((row) -> Figures.print("    %7.1f  %s", row.getValue(), row.getKey()));
	}

}
