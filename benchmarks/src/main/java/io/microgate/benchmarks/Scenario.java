package io.microgate.benchmarks;

import java.util.Locale;

/**
 * Describes what one row of the table measures. Its string is the parameter of the
 * benchmark.
 *
 * @param stack servlet or reactive
 * @param subject whose filter chain it is
 * @param state the state of the tokens of the requests, and what is done with them
 * @param algorithm the algorithm of its signature
 * @param routes the number of routes; the request goes to the last
 * @param shape the kind of the path patterns of the routes
 * @param entries the number of policy entries; the last one matches
 * @param keySets from how many JWKS tokens are accepted; the last one has signed them
 */
record Scenario(Stack stack, Subject subject, State state, String algorithm, int routes, Shape shape, int entries,
		int keySets) {

	enum Stack {

		SERVLET, REACTIVE

	}

	enum Subject {

		/** The application without Spring Security. */
		OPEN,

		/** A filter chain of Spring Security without filters. */
		EMPTY,

		/** Spring Security's resource server. */
		STOCK,

		/** Microgate. */
		MICROGATE,

		/** Microgate with the Amazon Corretto Crypto Provider. */
		ACCELERATED,

		/** {@code java.security.Signature} alone, without a filter chain. */
		SIGNATURE,

		/** The same with the Amazon Corretto Crypto Provider. */
		ACCELERATED_SIGNATURE;

		boolean isMicrogate() {
			return this == MICROGATE || this == ACCELERATED;
		}

		boolean isSignature() {
			return this == SIGNATURE || this == ACCELERATED_SIGNATURE;
		}

		boolean isAccelerated() {
			return this == ACCELERATED || this == ACCELERATED_SIGNATURE;
		}

	}

	enum State {

		/** One and the same token. */
		REPEATED(200),

		/** 10,000 tokens in turn. */
		ROTATION(200),

		/** As many tokens, of which the cache can hold hardly any. */
		FIRST_SIGHT(200),

		/**
		 * The same, each long after the one before, so that the reactive stack verifies
		 * it on the event loop.
		 */
		FIRST_SIGHT_APART(200),

		/** As many tokens, which the cache remembers however large they are. */
		REMEMBERED(200),

		/**
		 * The same, and the application itself sets a header field for the handler, which
		 * reads it.
		 */
		HEADER(200),

		/** The same, and an identity propagation sets that header field. */
		PROPAGATED(200),

		/** The same, bound to the certificate of the client (RFC 8705). */
		CERTIFICATE(200),

		/**
		 * The same, bound to a key whose possession 10,000 proofs in turn show (RFC
		 * 9449).
		 */
		DPOP(200),

		MISSING(401), BAD_SIGNATURE(401), EXPIRED(401),

		/** A good token that lacks the role. */
		FORBIDDEN(403);

		private final int status;

		State(int status) {
			this.status = status;
		}

		/** The state whose tokens are sent. */
		State tokens() {
			return switch (this) {
				case FIRST_SIGHT, FIRST_SIGHT_APART, REMEMBERED -> ROTATION;
				case HEADER, PROPAGATED -> REPEATED;
				default -> this;
			};
		}

		int status(Subject subject) {
			return (subject == Subject.EMPTY || subject == Subject.OPEN) ? 200 : this.status;
		}

	}

	enum Shape {

		/** Such as {@code /api/r1/books}. */
		LITERAL,

		/** Such as {@code /api/r1/**}. */
		PREFIX,

		/** Such as <code>/api/r1/{id}</code>. */
		PATTERN,

		/** Such as {@code /api/r1/[a-z]+}. */
		EXPRESSION;

		/** The spec of a route, in YAML. */
		String spec(int route) {
			String start = "/api/r" + route;
			return switch (this) {
				case LITERAL -> "{paths: [\"" + start + "/books\"]}";
				case PREFIX -> "{paths: [\"" + start + "/**\"]}";
				case PATTERN -> "{paths: [\"" + start + "/{id}\"]}";
				case EXPRESSION -> "{matches: [{path: {type: RegularExpression, value: \"" + start + "/[a-z]+\"}}]}";
			};
		}

	}

	static Scenario of(Stack stack, Subject subject, State state, String algorithm) {
		return new Scenario(stack, subject, state, algorithm, 1, Shape.PREFIX, 1, 1);
	}

	Scenario withRoutes(int routes, Shape shape) {
		return new Scenario(this.stack, this.subject, this.state, this.algorithm, routes, shape, this.entries,
				this.keySets);
	}

	Scenario withEntries(int entries) {
		return new Scenario(this.stack, this.subject, this.state, this.algorithm, this.routes, this.shape, entries,
				this.keySets);
	}

	Scenario by(Subject subject) {
		return new Scenario(this.stack, subject, this.state, this.algorithm, this.routes, this.shape, this.entries,
				this.keySets);
	}

	/** The same on a stack; a signature alone has none. */
	Scenario on(Stack stack) {
		return this.subject.isSignature() ? this : new Scenario(stack, this.subject, this.state, this.algorithm,
				this.routes, this.shape, this.entries, this.keySets);
	}

	Scenario withKeySets(int keySets) {
		return new Scenario(this.stack, this.subject, this.state, this.algorithm, this.routes, this.shape, this.entries,
				keySets);
	}

	/** The path of the last route. */
	String path() {
		return "/api/r" + this.routes + "/books";
	}

	static Scenario parse(String text) {
		String[] words = text.toUpperCase(Locale.ROOT).split(" ");
		return new Scenario(Stack.valueOf(words[0]), Subject.valueOf(words[1]), State.valueOf(words[2]),
				words[3].equalsIgnoreCase(Tokens.EDDSA) ? Tokens.EDDSA : words[3], Integer.parseInt(words[4]),
				Shape.valueOf(words[5]), Integer.parseInt(words[6]),
				(words.length > 7) ? Integer.parseInt(words[7]) : 1);
	}

	@Override
	public String toString() {
		return "%s %s %s %s %d %s %d"
			.formatted(this.stack, this.subject, this.state, this.algorithm, this.routes, this.shape, this.entries)
			.toLowerCase(Locale.ROOT) + ((this.keySets > 1) ? " " + this.keySets + " jwks" : "");
	}

}
