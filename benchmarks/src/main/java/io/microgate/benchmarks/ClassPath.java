package io.microgate.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * The part of our own class path that an application of a kind would have: what is not
 * there costs no time at start, and adds nothing to a filter chain.
 */
final class ClassPath {

	private static final Pattern TOOLS = jars("jmh-", "jopt-simple", "commons-math3", "spring-test-");

	private static final Pattern SERVLET = jars("tomcat-embed-core", "tomcat-embed-websocket", "spring-webmvc",
			"spring-boot-webmvc", "spring-boot-servlet", "spring-boot-tomcat", "spring-boot-starter-(webmvc|tomcat)");

	private static final Pattern REACTIVE = jars("netty-", "reactor-", "reactive-streams", "spring-webflux",
			"spring-boot-webflux", "spring-boot-netty", "spring-boot-reactor", "spring-boot-http-codec",
			"spring-boot-starter-(webflux|reactor)");

	private static final Pattern SECURITY = jars("spring-security-", "spring-boot-security",
			"spring-boot-starter-security", "nimbus-");

	private static final Pattern RESOURCE_SERVER_STARTER = jars("spring-boot-(starter-)?security-oauth2");

	private static final Pattern ACTUATOR = jars("spring-boot-(starter-)?actuator", "spring-boot-health",
			"spring-boot-(starter-)?micrometer", "micrometer-(core|jakarta)", "HdrHistogram", "LatencyUtils");

	private static final Pattern OURS = jars("microgate-", "re2j", "caffeine", "hibernate-validator",
			"jakarta.validation", "jboss-logging", "classmate", "spring-boot-(starter-)?validation");

	private ClassPath() {
	}

	private static Pattern jars(String... beginnings) {
		return Pattern.compile("(" + String.join("|", beginnings) + ").*");
	}

	/**
	 * For an application with a benchmark around it. Without a subject it has Spring
	 * Security, whose classes the empty chain is made of.
	 * @param scenario what is measured
	 * @param actuator whether it has the actuator
	 * @return the class path
	 */
	static String ofBenchmark(Scenario scenario, boolean actuator) {
		return select(isFor(scenario.stack(), scenario.subject()).and((jar) -> !ACTUATOR.matcher(jar).matches())
			.or((jar) -> TOOLS.matcher(jar).matches())
			.or((jar) -> actuator && ACTUATOR.matcher(jar).matches()));
	}

	/**
	 * For an application that is a process of its own.
	 * @param stack its web stack
	 * @param subject what protects it
	 * @param actuator whether it has the actuator, which our starter brings unless it is
	 * excluded
	 * @return the class path
	 */
	static String ofApplication(Stack stack, Subject subject, boolean actuator) {
		Predicate<String> jars = isFor(stack, subject).and((jar) -> !ACTUATOR.matcher(jar).matches());
		if (subject == Subject.EMPTY) {
			jars = jars.and((jar) -> !SECURITY.matcher(jar).matches());
		}
		if (actuator) {
			jars = jars.or((jar) -> ACTUATOR.matcher(jar).matches());
		}
		return select(jars.and((jar) -> !TOOLS.matcher(jar).matches()));
	}

	private static Predicate<String> isFor(Stack stack, Subject subject) {
		Pattern otherStack = (stack == Stack.SERVLET) ? REACTIVE : SERVLET;
		if (subject == Subject.MICROGATE) {
			return (jar) -> !otherStack.matcher(jar).matches() && !RESOURCE_SERVER_STARTER.matcher(jar).matches();
		}
		return (jar) -> !otherStack.matcher(jar).matches() && !OURS.matcher(jar).matches();
	}

	private static String select(Predicate<String> jars) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> jars.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
