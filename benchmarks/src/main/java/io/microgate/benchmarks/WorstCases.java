package io.microgate.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.Curve;

import io.microgate.benchmarks.WorstRequest.Template;

/**
 * Makes the most expensive inputs of each known kind.
 */
final class WorstCases {

	/** The most entries that the resources allow. */
	private static final int ENTRIES = 128;

	private static final int TOKEN = 48_000;

	private static final int PATH = 7_900;

	/** The longest path that regular expressions are applied to. */
	private static final int SHORT_PATH = 2_000;

	private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k0\"}";

	private static final String CLAIMS = "{\"iss\":\"https://issuer.example\",\"aud\":\"shop\",\"exp\":4102444800,"
			+ "\"sub\":\"alice\",\"scope\":\"openid profile email\",\"roles\":[\"reader\",\"writer\"]}";

	private static final String ENTRY = "{jwksRef: {name: keys}, issuer: \"https://issuer.example\", audiences: [shop]}";

	private final WorstKeys keys;

	private final List<WorstCase> cases = new ArrayList<>();

	WorstCases(WorstKeys keys) {
		this.keys = keys;
	}

	/**
	 * Makes all inputs.
	 * @return the inputs, the first of which is the unit: a forged RS256 token with 2048
	 * bits
	 * @throws IOException if keys cannot be written
	 */
	List<WorstCase> all() throws IOException {
		String one = this.keys.secret(1, (i) -> this.keys.rsa("k" + i, 2048));
		add(WorstBenchmark.UNIT, authenticated(one, "[" + ENTRY + "]"), token(HEADER, CLAIMS));
		addKeys();
		addTokens(authenticated(one, "[" + ENTRY + "]"));
		addEntries(one);
		addRequests(one);
		addExpressions(one);
		return this.cases;
	}

	private void add(String name, String configuration, Template request) {
		this.cases.add(new WorstCase(name, false, configuration, request));
	}

	private Template token(String header, String payload) {
		return Template.bearer(this.keys.token(header, payload, 256));
	}

	private void addKeys() throws IOException {
		String anonymous = "{\"alg\":\"RS256\"}";
		for (int count : List.of(8, 100, 1000)) {
			add("no kid, " + count + " RSA keys",
					authenticated(this.keys.secret(count, (i) -> this.keys.rsa(null, 2048)), "[" + ENTRY + "]"),
					token(anonymous, CLAIMS));
		}
		String thousand = this.keys.secret(1000, (i) -> this.keys.rsa((i % 2 == 0) ? "k" + i : null, 2048));
		add("known kid, 1000 RSA keys, half of them without kid", authenticated(thousand, "[" + ENTRY + "]"),
				token(HEADER, CLAIMS));
		add("unknown kid, 1000 RSA keys, half of them without kid", authenticated(thousand, "[" + ENTRY + "]"),
				token("{\"alg\":\"RS256\",\"kid\":\"unknown\"}", CLAIMS));
		add("unknown kid, 1000 RSA keys",
				authenticated(this.keys.secret(1000, (i) -> this.keys.rsa("k" + i, 2048)), "[" + ENTRY + "]"),
				token("{\"alg\":\"RS256\",\"kid\":\"unknown\"}", CLAIMS));
		addSets(anonymous);
		addAlgorithm("PS512", 256, (i) -> this.keys.rsa(null, 2048));
		addAlgorithm("RS256, 4096 bits", 512, (i) -> this.keys.rsa(null, 4096));
		addAlgorithm("ES256", 64, (i) -> this.keys.ec(Curve.P_256));
		addAlgorithm("ES384", 96, (i) -> this.keys.ec(Curve.P_384));
		addAlgorithm("ES512", 132, (i) -> this.keys.ec(Curve.P_521));
		addAlgorithm("EdDSA", 64, (i) -> this.keys.ed25519());
	}

	private void addSets(String header) throws IOException {
		StringBuilder secrets = new StringBuilder();
		StringBuilder sets = new StringBuilder();
		List<String> entries = new ArrayList<>();
		for (int i = 0; i < ENTRIES; i++) {
			secrets.append("    s%d: \"%s\"%n".formatted(i, this.keys.secret(8, (k) -> this.keys.rsa(null, 2048))));
			sets.append("    s%1$d: {provider: {local: {secretRef: {name: s%1$d}}}}%n".formatted(i));
			entries.add("{jwksRef: {name: s%d}}".formatted(i));
		}
		add("no kid, 128 entries with 8 RSA keys each", """
				microgate:
				  secrets:
				%s  jwks:
				%s%s""".formatted(secrets, sets, rest(entries.toString(), "", policy(""))), token(header, CLAIMS));
	}

	private void addAlgorithm(String name, int length, IntFunction<String> key) throws IOException {
		String header = "{\"alg\":\"%s\"}".formatted(name.split(",")[0]);
		this.cases.add(new WorstCase("no kid, 100 keys, " + name, true,
				authenticated(this.keys.secret(100, key), "[" + ENTRY + "]"),
				Template.bearer(this.keys.token(header, CLAIMS, length))));
	}

	/** Adds tokens of 64 KB. */
	private void addTokens(String configuration) {
		add("64 KB, one text", configuration, claims("\"" + "a".repeat(TOKEN) + "\""));
		add("64 KB, one text of \\u escapes", configuration, claims("\"" + "\\u0041".repeat(TOKEN / 6) + "\""));
		add("64 KB, many strings of \\u escapes", configuration, claims(array("\"\\u0041\"")));
		add("64 KB, many empty strings and one \\u escape", configuration,
				claims(array("\"\"") + ",\"u\":\"\\u0041\""));
		String digits = "9".repeat(TOKEN);
		add("64 KB, one integer", configuration, claims(digits));
		add("64 KB, one decimal", configuration, claims("0." + digits));
		add("64 KB, one exponent", configuration, claims("1e" + digits));
		add("64 KB, exp is one integer", configuration, token(HEADER, "{\"exp\":" + digits + "}"));
		add("64 KB, exp has many decimals", configuration, token(HEADER, "{\"exp\":4102444800." + digits + "}"));
		add("64 KB, many integers", configuration, claims(array("1")));
		add("64 KB, many decimals", configuration, claims(array("1.5e99")));
		add("64 KB, many empty arrays", configuration, claims(array("[]")));
		add("64 KB, many empty objects", configuration, claims(array("{}")));
		add("64 KB, many arrays of one", configuration, claims(array("[1]")));
		add("64 KB, many members", configuration, claims("{" + members("", TOKEN / 8) + "}"));
		add("64 KB, many members whose names have one hash", configuration,
				claims("{" + IntStream.range(0, TOKEN / 31)
					.mapToObj((i) -> "\"" + colliding(i) + "\":1")
					.collect(Collectors.joining(",")) + "}"));
		add("64 KB, many members in the header", configuration,
				token("{\"alg\":\"RS256\",\"kid\":\"k0\"," + members("h", TOKEN / 9) + "}", CLAIMS));
		add("64 KB, long kid", configuration,
				token("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(TOKEN) + "\"}", CLAIMS));
		add("64 KB, only dots", configuration, Template.bearer(".".repeat(64_000)));
	}

	private Template claims(String value) {
		return token(HEADER, "{\"exp\":4102444800,\"a\":" + value + "}");
	}

	private static String array(String element) {
		return "[" + (element + ",").repeat(TOKEN / (element.length() + 1)) + element + "]";
	}

	private static String members(String prefix, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"" + prefix + Integer.toString(i, 36) + "\":1")
			.collect(Collectors.joining(","));
	}

	/** Makes strings of the same length with the same hash. */
	private static String colliding(int number) {
		return IntStream.range(0, 12)
			.mapToObj((bit) -> ((number >> bit & 1) == 0) ? "Aa" : "BB")
			.collect(Collectors.joining());
	}

	private void addEntries(String secret) {
		String audiences = IntStream.range(0, 64).mapToObj((i) -> "audience" + i).collect(Collectors.joining(", "));
		String audienceEntries = entries("audiences: [" + audiences + "]");
		add("128 entries with 64 audiences, 6,000 in aud", authenticated(secret, audienceEntries),
				token(HEADER,
						"{\"exp\":4102444800,\"aud\":" + IntStream.range(0, 6000)
							.mapToObj((i) -> "\"a" + i + "\"")
							.collect(Collectors.joining(",", "[", "]")) + "}"));
		for (int length : List.of(SHORT_PATH, TOKEN)) {
			String subject = "{\"exp\":4102444800,\"sub\":\"" + "a".repeat(length) + "\"}";
			add("128 entries with subject contains, " + length + " characters",
					authenticated(secret, entries("subject: {matcher: {contains: aaaaaaaaab, ignoreCase: true}}")),
					token(HEADER, subject));
			add("128 entries with subject regex [a-z]+b, " + length + " characters",
					authenticated(secret, entries("subject: {matcher: {regex: \"[a-z]+b\"}}")), token(HEADER, subject));
			add("subject regex ((a{1,10}){1,10}){1,10}b, " + length + " characters",
					authenticated(secret,
							"[{jwksRef: {name: keys}, "
									+ "subject: {matcher: {regex: \"((a{1,10}){1,10}){1,10}b\"}}}]"),
					token(HEADER, subject));
		}
	}

	private static String entries(String requirement) {
		return IntStream.range(0, ENTRIES)
			.mapToObj((i) -> "{jwksRef: {name: keys}, " + requirement + "}")
			.toList()
			.toString();
	}

	private void addRequests(String secret) {
		String sources = "[" + IntStream.range(0, 16)
			.mapToObj((i) -> "{cookie: {name: c%d}}".formatted(i))
			.collect(Collectors.joining(", ")) + "]";
		add("16 cookie sources, 64 KB of cookies", configuration(secret, "[" + ENTRY + "]", sources, policy("")),
				Template.get("/x").with("Cookie", "a=b;".repeat(16_000)));
		add("128 matches with 16 query parameters, 16,000 sent", routed(secret, queryMatches()),
				Template.get("/x").query(queryText()));
		add("128 entries with header name and value, 2,000 sent",
				configuration(secret, "[" + ENTRY + "]", "[{bearerToken: {}}]",
						entriesOfPolicy("header: {name: {matcher: {exact: x-h}}, value: {matcher: {exact: v%d}}}")),
				headers(2000));
		add("128 entries with header name prefix, 2,000 sent", configuration(secret, "[" + ENTRY + "]",
				"[{bearerToken: {}}]", entriesOfPolicy("header: {name: {matcher: {prefix: y-h%d}}}")), headers(2000));
		add("64 KB of path", authenticated(secret, "[" + ENTRY + "]"), Template.get("/" + "a/".repeat(32_000) + "b"));
		add("64 KB of escapes in the path", authenticated(secret, "[" + ENTRY + "]"),
				Template.get("/" + "%61".repeat(21_000)));
	}

	private static String queryMatches() {
		return IntStream.range(0, ENTRIES)
			.mapToObj((i) -> "{path: {type: Exact, value: /x}, queryParams: %s}".formatted(IntStream.range(0, 16)
				.mapToObj((p) -> "{name: q%d, value: %s}".formatted(p, (p == 15) ? "v" + i : "v"))
				.collect(Collectors.joining(", ", "[", "]"))))
			.collect(Collectors.joining(", ", "[", "]"));
	}

	/** Meets all conditions of each match but the last. */
	private static String queryText() {
		return "%61&".repeat(15_000)
				+ IntStream.range(0, 15).mapToObj((i) -> "q" + i + "=v").collect(Collectors.joining("&"));
	}

	private static Template headers(int count) {
		Template request = Template.get("/x");
		List<String[]> headers = new ArrayList<>();
		IntStream.range(0, count).forEach((i) -> headers.add(new String[] { "x-h" + i, "v" }));
		return new Template(request.path(), null, headers);
	}

	private void addExpressions(String secret) {
		for (int length : List.of(SHORT_PATH, PATH)) {
			String path = "/" + "a/.gi".repeat(length / 5) + "x";
			add("128 entries with path regex (^|/)\\.git(/|$), " + length + " characters",
					configuration(secret, "[" + ENTRY + "]", "[{bearerToken: {}}]",
							entriesOfPolicy("path: {matcher: {regex: \"(^|/)\\\\.git%d(/|$)\"}}")),
					Template.get(path));
			add("128 entries with path regex ^/[a-z]+[0-9], " + length + " characters",
					configuration(secret, "[" + ENTRY + "]", "[{bearerToken: {}}]",
							entriesOfPolicy("path: {matcher: {regex: \"^/[a-z]+[0-9]%d\"}}")),
					Template.get("/" + "a".repeat(length)));
			add("128 routes with regular expression /[a-z]*[0-9]x, " + length + " characters",
					routed(secret, IntStream.range(0, ENTRIES)
						.mapToObj((i) -> "{path: {type: RegularExpression, value: \"/[a-z]*[0-9]x%d\"}}".formatted(i))
						.collect(Collectors.joining(", ", "[", "]"))),
					Template.get("/" + "a".repeat(length)));
		}
		add("pattern variable {id:(?:.*a){12}}, 44 characters", pattern(secret, "/r/{id:(?:.*a){12}}"),
				Template.get("/r/" + "a".repeat(40) + "b"));
		add("pattern variable {id:[a-z]+[0-9]}, " + SHORT_PATH + " characters", pattern(secret, "/r/{id:[a-z]+[0-9]}"),
				Template.get("/r/" + "a".repeat(SHORT_PATH)));
		add("pattern *a*b*c*d, " + SHORT_PATH + " characters", pattern(secret, "/r/*a*b*c*d"), Template
			.get("/r/" + "a".repeat(SHORT_PATH / 3) + "b".repeat(SHORT_PATH / 3) + "c".repeat(SHORT_PATH / 3) + "x"));
		add("128 entries with header value regex [a-z]+[0-9], 8 KB of headers",
				configuration(secret, "[" + ENTRY + "]", "[{bearerToken: {}}]",
						entriesOfPolicy("header: {value: {matcher: {regex: \"[a-z]+[0-9]%d\"}}}")),
				Template.get("/x").with("x-long", "a".repeat(8000)));
	}

	private static String pattern(String secret, String path) {
		return """
				microgate:
				  secrets: {keys: "%s"}
				  jwks: {keys: {provider: {local: {secretRef: {name: keys}}}}}
				%s""".formatted(secret,
				rest("[" + ENTRY + "]", "", policy("")).replace("paths: [\"/**\"]", "paths: [\"" + path + "\"]"));
	}

	private static String routed(String secret, String matches) {
		return """
				microgate:
				  secrets: {keys: "%s"}
				  jwks: {keys: {provider: {local: {secretRef: {name: keys}}}}}
				%s""".formatted(secret,
				rest("[" + ENTRY + "]", "", policy("")).replace("paths: [\"/**\"]", "matches: " + matches));
	}

	private static String authenticated(String secret, String requireAny) {
		return configuration(secret, requireAny, "", policy(""));
	}

	private static String configuration(String secret, String requireAny, String sources, String policies) {
		return """
				microgate:
				  secrets: {keys: "%s"}
				  jwks: {keys: {provider: {local: {secretRef: {name: keys}}}}}
				%s""".formatted(secret, rest(requireAny, sources, policies));
	}

	private static String rest(String requireAny, String sources, String policies) {
		return """
				  jwts:
				    token:
				%s      requireAny: %s
				      expirationRequired: true
				      extensions: {maxTokenSize: 64KB}
				  routes: {all: {paths: ["/**"]}}
				  access-control-policies:
				    all:
				      targetRefs: [{name: all}]
				      policies:
				%s""".formatted(sources.isEmpty() ? "" : "      extractionSources: " + sources + "\n", requireAny,
				policies);
	}

	private static String policy(String first) {
		return first + "        - authorization: {authentication: {jwt: {jwtRef: {name: token}}}}\n";
	}

	/** Makes the entries of a policy, the last one without conditions. */
	private static String entriesOfPolicy(String condition) {
		return policy(IntStream.range(0, ENTRIES - 1)
			.mapToObj((i) -> "        - {requestConditions: {%s}, authorization: {deny: {}}}%n"
				.formatted(condition.formatted(i)))
			.collect(Collectors.joining()));
	}

}
