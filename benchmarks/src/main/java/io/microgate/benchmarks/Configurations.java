package io.microgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.microgate.benchmarks.Scenario.State;

/**
 * Writes the {@code application.yml} of a scenario.
 */
final class Configurations {

	/** The most targets that a policy may have. */
	private static final int TARGETS = 16;

	/** Holds a repeated token, but hardly ever one of 10,000 in turn. */
	private static final int SMALL_CACHE = 16;

	/** Holds 10,000 tokens of several kilobytes. */
	private static final int LARGE_CACHE = 100_000;

	private static final String PROPAGATION = "\n          identityPropagation:"
			+ " {actions: [{identityPropagationRef: {name: user}}], onFailure: Pass}";

	private Configurations() {
	}

	/**
	 * Writes a file that makes an application read its key set from a file.
	 * @param scenario the scenario
	 * @param tokens the keys and tokens of the run
	 * @return its location, for {@code spring.config.location}
	 * @throws IOException if it cannot be written
	 */
	static String location(Scenario scenario, Tokens tokens) throws IOException {
		return location(scenario, tokens, Collections.nCopies(scenario.keySets(), tokens.keySetFile().toUri()));
	}

	/**
	 * Writes a file.
	 * @param scenario the scenario
	 * @param tokens the keys and tokens of the run
	 * @param keySets where key sets are read from; tokens are signed with keys of the
	 * last
	 * @return its location, for {@code spring.config.location}
	 * @throws IOException if it cannot be written
	 */
	static String location(Scenario scenario, Tokens tokens, List<URI> keySets) throws IOException {
		String text = switch (scenario.subject()) {
			case MICROGATE, ACCELERATED -> microgate(scenario, keySets);
			case STOCK -> stock(scenario, keySets.get(0));
			case EMPTY -> "empty-chain: true";
			case OPEN, SIGNATURE, ACCELERATED_SIGNATURE -> "";
		};
		Path file = Files.createTempFile(tokens.directory(), "application", ".yml");
		return Files.writeString(file, text).toUri().toString();
	}

	private static String microgate(Scenario scenario, List<URI> keySets) {
		return """
				microgate:
				  jwks:
				%s
				  jwts:
				    token:
				      requireAny:
				%s
				      expirationRequired: true
				%s  routes:
				%s
				  access-control-policies:
				%s
				%s
				""".formatted(
				lines(keySets.size(), (i) -> "    idp%d: %s".formatted(i, jwks(keySets.get(i), i))) + secrets(keySets),
				lines(keySets.size(),
						(i) -> "      - {jwksRef: {name: idp%d}, issuer: \"%s\", audiences: [%s]}".formatted(i,
								(i == keySets.size() - 1) ? Tokens.ISSUER : Tokens.ISSUER + i, Tokens.AUDIENCE)),
				cache(scenario),
				lines(scenario.routes(), (i) -> "    r%d: %s".formatted(i + 1, scenario.shape().spec(i + 1))),
				lines((scenario.routes() + TARGETS - 1) / TARGETS, (i) -> policy(scenario, i)), besides(scenario));
	}

	/** Proofs are made before the run, and sent for as long as it takes. */
	private static String besides(Scenario scenario) {
		return switch (scenario.state()) {
			case PROPAGATED ->
				"  identity-propagations: {user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}}";
			case DPOP -> "  public-origins: [\"" + Tokens.ORIGIN + "\"]\nforgetful-proofs: true";
			default -> "";
		};
	}

	private static String jwks(URI keySet, int number) {
		if (isFile(keySet)) {
			return "{provider: {local: {secretRef: {name: keys%d}}}}".formatted(number);
		}
		return "{provider: {remote: {uri: \"%s\"}}}".formatted(keySet);
	}

	private static String secrets(List<URI> keySets) {
		return !isFile(keySets.get(0)) ? "" : "\n  secrets:\n"
				+ lines(keySets.size(), (i) -> "    keys%d: \"%s\"".formatted(i, keySets.get(i).resolve(".")));
	}

	private static boolean isFile(URI keySet) {
		return keySet.getScheme().equals("file");
	}

	private static String cache(Scenario scenario) {
		return switch (scenario.state()) {
			case FIRST_SIGHT, FIRST_SIGHT_APART -> "      extensions: {cache: {maximumSize: " + SMALL_CACHE + "}}\n";
			case REMEMBERED -> "      extensions: {cache: {maximumSize: " + LARGE_CACHE + "}}\n";
			case DPOP -> "      extensions: {binding: {required: dpop, proofAge: 12h}}\n";
			case CERTIFICATE -> "      extensions: {binding: {required: certificate}}\n";
			default -> "";
		};
	}

	private static String lines(int count, IntFunction<String> line) {
		return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
	}

	private static String policy(Scenario scenario, int number) {
		int first = number * TARGETS + 1;
		String targets = IntStream.rangeClosed(first, Math.min(first + TARGETS - 1, scenario.routes()))
			.mapToObj((i) -> "{name: r" + i + "}")
			.collect(Collectors.joining(", "));
		String others = IntStream.range(1, scenario.entries()).mapToObj((i) -> """
				        - requestConditions: {path: {matcher: {exact: "/api/r%d/other%d"}}, method: [GET]}
				          authorization: {deny: {}}
				""".formatted(first, i)).collect(Collectors.joining());
		return """
				    p%d:
				      targetRefs: [%s]
				      policies:
				%s        - authorization:
				            authentication: {jwt: {jwtRef: {name: token}}}
				            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: %s}}}}}]%s"""
			.formatted(number, targets, others, Tokens.ROLE, (scenario.state() == State.PROPAGATED) ? PROPAGATION : "");
	}

	private static String stock(Scenario scenario, URI keySet) {
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
				""".formatted(keySet, scenario.algorithm(), Tokens.ISSUER, Tokens.AUDIENCE, Tokens.ROLE,
				scenario.routes(), scenario.shape(), scenario.entries());
	}

}
