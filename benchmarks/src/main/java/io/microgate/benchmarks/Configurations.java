package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.microgate.benchmarks.Scenario.State;
import io.microgate.jwt.JwtSpec;

/**
 * Writes the {@code application.yml} of a scenario.
 */
final class Configurations {

	/** As many as a policy may name. */
	private static final int TARGETS = 16;

	/** A repeated token is remembered, one of many in turn hardly ever. */
	private static final int NEXT_TO_NOTHING = 16;

	private Configurations() {
	}

	/**
	 * Writes a file.
	 * @param scenario the scenario
	 * @param tokens the keys and tokens of the run
	 * @return its location, for {@code spring.config.location}
	 * @throws IOException if it cannot be written
	 */
	static String location(Scenario scenario, Tokens tokens) throws IOException {
		String text = switch (scenario.subject()) {
			case MICROGATE -> microgate(scenario, tokens);
			case STOCK -> stock(scenario, tokens);
			case EMPTY, SIGNATURE -> "";
		};
		Path file = Files.createTempFile(tokens.directory(), "application", ".yml");
		return Files.writeString(file, text).toUri().toString();
	}

	private static String microgate(Scenario scenario, Tokens tokens) {
		return """
				microgate:
				  secrets: {keys: "%s"}
				  jwks:
				    idp: {provider: {local: {secretRef: {name: keys}}}}
				  jwts:
				    token:
				      requireAny: [{jwksRef: {name: idp}, issuer: "%s", audiences: [%s]}]
				      expirationRequired: true
				%s  routes:
				%s
				  access-control-policies:
				%s
				""".formatted(tokens.keys().toUri(), Tokens.ISSUER, Tokens.AUDIENCE, cache(scenario), routes(scenario),
				policies(scenario));
	}

	/** Commits from before tokens were remembered can be measured, too. */
	private static String cache(Scenario scenario) {
		boolean remembers = Arrays.stream(JwtSpec.Extensions.class.getRecordComponents())
			.anyMatch((component) -> component.getName().equals("cache"));
		return (remembers && scenario.state() == State.FIRST_SIGHT)
				? "      extensions: {cache: {maximumSize: " + NEXT_TO_NOTHING + "}}\n" : "";
	}

	private static String routes(Scenario scenario) {
		return IntStream.rangeClosed(1, scenario.routes())
			.mapToObj((i) -> "    r" + i + ": " + scenario.shape().spec(i))
			.collect(Collectors.joining("\n"));
	}

	private static String policies(Scenario scenario) {
		return IntStream.range(0, (scenario.routes() + TARGETS - 1) / TARGETS)
			.mapToObj((i) -> policy(scenario, i))
			.collect(Collectors.joining("\n"));
	}

	private static String policy(Scenario scenario, int number) {
		int first = number * TARGETS + 1;
		String targets = IntStream.rangeClosed(first, Math.min(first + TARGETS - 1, scenario.routes()))
			.mapToObj((i) -> "{name: r" + i + "}")
			.collect(Collectors.joining(", "));
		String others = IntStream.range(1, scenario.entries()).mapToObj((i) -> """
				        - requestConditions: {path: {matcher: {exact: "/api/other%d"}}, method: [GET]}
				          authorization: {deny: {}}
				""".formatted(i)).collect(Collectors.joining());
		return """
				    p%d:
				      targetRefs: [%s]
				      policies:
				%s        - authorization:
				            authentication: {jwt: {jwtRef: {name: token}}}
				            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: %s}}}}}]"""
			.formatted(number, targets, others, Tokens.ROLE);
	}

	private static String stock(Scenario scenario, Tokens tokens) {
		return """
				stock:
				  keys: "%s"
				  algorithm: %s
				  issuer: "%s"
				  audience: %s
				  role: %s
				  routes: %d
				  shape: "%s"
				  entries: %d
				""".formatted(tokens.keys().resolve("jwks.json").toUri(), scenario.algorithm(), Tokens.ISSUER,
				Tokens.AUDIENCE, Tokens.ROLE, scenario.routes(), scenario.shape(), scenario.entries());
	}

}
