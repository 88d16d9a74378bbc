package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * An application by its dependencies.
 *
 * @param stack its web stack
 * @param subject what protects it
 * @param actuator what it has of the actuator, besides what its protection brings
 */
record ApplicationKind(Stack stack, Subject subject, Actuator actuator) {

	enum Actuator {

		NONE,

		/** Health and web endpoints, without meters. */
		ENDPOINTS("spring-boot-health", "spring-boot-actuator-autoconfigure"),

		STARTER("spring-boot-starter-actuator");

		private final List<String> dependencies;

		Actuator(String... dependencies) {
			this.dependencies = List.of(dependencies);
		}

	}

	/** The unprotected application on the same stack. */
	ApplicationKind open(Actuator actuator) {
		return new ApplicationKind(this.stack, Subject.OPEN, actuator);
	}

	/** The artifacts that its build would name. */
	List<String> dependencies() {
		List<String> dependencies = new ArrayList<>();
		dependencies.add((this.stack == Stack.SERVLET) ? "spring-boot-starter-webmvc" : "spring-boot-starter-webflux");
		switch (this.subject) {
			case EMPTY, STOCK -> dependencies.add("spring-boot-starter-security-oauth2-resource-server");
			case MICROGATE -> dependencies.add("microgate-jwt-starter");
			case ACCELERATED -> dependencies.addAll(List.of("microgate-jwt-starter", ClassPath.PROVIDER));
			case OPEN -> {
			}
			case SIGNATURE, ACCELERATED_SIGNATURE ->
				throw new IllegalStateException("A signature alone has no application");
		}
		dependencies.addAll(this.actuator.dependencies);
		return dependencies;
	}

	@Override
	public String toString() {
		String text = ((this.stack == Stack.SERVLET) ? "tomcat " : "netty ")
				+ this.subject.name().toLowerCase(Locale.ROOT);
		return switch (this.actuator) {
			case NONE -> text;
			case ENDPOINTS -> text + " with endpoints";
			case STARTER -> text + " with actuator";
		};
	}

}
