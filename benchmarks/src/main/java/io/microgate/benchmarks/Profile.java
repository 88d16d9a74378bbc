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
import java.util.Set;
import java.util.function.Function;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Shows where one scenario spends its time and what it allocates, from a recording of the
 * JVM.
 */
final class Profile {

	private static final String CPU = "jdk.ExecutionSample";

	private static final String ALLOCATION = "jdk.ObjectAllocationSample";

	private static final int ROWS = 70;

	private final Arguments arguments;

	private final TokenIssuer issuer;

	Profile(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void run() throws Exception {
		Scenario scenario = Scenario.parse(this.arguments.text("only", "servlet microgate repeated rs256 1 prefix 1"));
		this.issuer.issue(scenario);
		Path recording = Files.createTempFile(this.issuer.tokens().directory(), "profile", ".jfr");
		Process process = new ProcessBuilder(RunningApplication.java("java"), "-Xms1g", "-Xmx1g",
				"-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints", "-cp",
				ClassPath.own().ofBenchmark(scenario, this.arguments.actuator()), Profile.class.getName(),
				this.issuer.tokens().directory().toString(), scenario.toString(), recording.toString(),
				this.arguments.text("seconds", "10"))
			.inheritIO()
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The recorded process failed");
		}
		Figures.print("%n## %s", scenario);
		print("CPU, nearest package that is not the JDK's", sum(recording, CPU, (event) -> owner(event, true)));
		print("CPU, nearest method that is not the JDK's", sum(recording, CPU, (event) -> owner(event, false)));
		print("CPU, top frame", sum(recording, CPU, (event) -> Set.of(methods(event).get(0))));
		print("CPU, method with all that it calls", sum(recording, CPU, (event) -> new HashSet<>(methods(event))));
		print("Allocation, class of the object",
				sum(recording, ALLOCATION, (event) -> Set.of(event.getClass("objectClass").getName())));
		print("Allocation, nearest package that is not the JDK's",
				sum(recording, ALLOCATION, (event) -> owner(event, true)));
		print("Allocation, nearest method that is not the JDK's",
				sum(recording, ALLOCATION, (event) -> owner(event, false)));
		print("Allocation, method with all that it calls",
				sum(recording, ALLOCATION, (event) -> new HashSet<>(methods(event))));
	}

	/**
	 * Runs the process that is recorded.
	 * @param args directory of the tokens, scenario, file of the recording, seconds
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		try (Target target = Target.start(Scenario.parse(args[1]), new Tokens(Path.of(args[0])));
				Recording before = recording();
				Recording recording = recording()) {
			// The first recording to start discards compiled code
			before.start();
			Target.warmUp(target, Integer.parseInt(args[3]));
			recording.start();
			Target.warmUp(target, Integer.parseInt(args[3]));
			recording.stop();
			recording.dump(Path.of(args[2]));
		}
	}

	private static Recording recording() {
		Recording recording = new Recording();
		recording.enable(CPU).withPeriod(Duration.ofMillis(2));
		recording.enable(ALLOCATION).withStackTrace().with("throttle", "1000/s");
		return recording;
	}

	private static Map<String, Double> sum(Path recording, String kind, Function<RecordedEvent, Set<String>> keys)
			throws IOException {
		Map<String, Double> sums = new HashMap<>();
		double all = 0;
		try (RecordingFile events = new RecordingFile(recording)) {
			while (events.hasMoreEvents()) {
				RecordedEvent event = events.readEvent();
				if (event.getEventType().getName().equals(kind) && !methods(event).isEmpty()) {
					double weight = event.hasField("weight") ? event.getLong("weight") : 1;
					all += weight;
					keys.apply(event).forEach((key) -> sums.merge(key, weight, Double::sum));
				}
			}
		}
		double total = all;
		sums.replaceAll((key, value) -> 100 * value / total);
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
			.filter((method) -> !method.matches("(java|javax|jdk|sun|com\\.sun)\\..*"))
			.findFirst()
			.orElse("(JDK)");
		return Set.of(byPackage ? owner.replaceFirst("\\.[A-Z].*", "") : owner);
	}

	private static void print(String title, Map<String, Double> sums) {
		Figures.print("%n### %s%n", title);
		List<Map.Entry<String, Double>> rows = new ArrayList<>(sums.entrySet());
		rows.sort(Map.Entry.<String, Double>comparingByValue().reversed());
		rows.stream().limit(ROWS).forEach((row) -> Figures.print("    %5.1f %%  %s", row.getValue(), row.getKey()));
	}

}
