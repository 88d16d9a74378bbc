package io.microgate.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The arguments that say which request is explained. No message about them quotes one
 * that may be a token.
 *
 * @param configuration which configuration decides
 * @param single values of the options that are given once, by name
 * @param headers header fields, or files of them
 * @param keySets files of JWK sets by name of the JWKS
 * @param flags options without a value
 */
record ExplainArguments(CheckArguments configuration, Map<String, String> single, List<String> headers,
		Map<String, String> keySets, Set<String> flags) {

	static final String REQUEST = "--request";

	static final String HOST = "--host";

	static final String REMOTE_ADDRESS = "--remote-address";

	static final String TOKEN_FILE = "--token-file";

	static final String CLAIMS = "--claims";

	static final String CERTIFICATE = "--certificate";

	static final String TIME = "--time";

	static final String FORMAT = "--format";

	static final String UNVERIFIED = "--unverified";

	static final String SHOW_CLAIMS = "--show-claims";

	private static final String HEADER = "--header";

	private static final String JWKS = "--jwks";

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar explain --request='METHOD PATH' [OPTION]... [FILE]...
			  FILE, --manifests, --classpath, --profiles, --KEY.KEY=VALUE   the configuration, as for check
			  --request='GET /api/books?x=1'  method and path of the request, the path as it is sent
			  --host=NAME            host of the request
			  --header='NAME: VALUE' a header field, or with @FILE the fields that a file has; may be repeated
			  --remote-address=IP    address of the client
			  --token-file=FILE      the token; it is read from a file, never from the command line
			  --claims=FILE          the claims of a token as JSON, without a signature, instead of a token
			  --certificate=FILE     the certificate that the client presents when it connects, in PEM
			  --time=INSTANT         when the request is sent, such as 2026-01-31T12:00:00Z; by default now
			  --jwks=NAME=FILE       a JWK set with the keys of a JWKS; may be repeated
			  --unverified           take the signature of the token as good, and a DPoP proof as sent if none is
			  --show-claims          show values of claims
			  --format=text|json     what is printed; by default text
			FILE of --header, --token-file, --claims, --certificate or --jwks may be '-' for standard input, once.
			Exit code: 0 the request is allowed, 1 it is refused, 2 it cannot be explained.""";

	private static final Set<String> SINGLE = Set.of(REQUEST, HOST, REMOTE_ADDRESS, TOKEN_FILE, CLAIMS, CERTIFICATE,
			TIME, FORMAT);

	private static final Set<String> FLAGS = Set.of(UNVERIFIED, SHOW_CLAIMS);

	/** A header of a JWS begins like this: it is base64url of a JSON object. */
	private static final Pattern TOKEN = Pattern.compile("e(yJ|yA|wo|wk|w0)[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

	/** The options that name a configuration. */
	private static final Pattern OF_CHECK = Pattern.compile("(?s)--(manifests|classpath|profiles|[^.=]+\\.[^=]+)=.+");

	/**
	 * Reads the arguments.
	 * @param arguments files and options; the value of an option follows {@code =}, or is
	 * the next argument
	 * @return what to explain
	 * @throws IllegalArgumentException if they are not understood
	 */
	static ExplainArguments parse(String... arguments) {
		for (String argument : arguments) {
			Assert.isTrue(!TOKEN.matcher(argument).find(),
					"A token must not be an argument, which other users of the machine can read. Use --token-file.");
		}
		List<String> others = new ArrayList<>();
		ExplainArguments parsed = new ExplainArguments(CheckArguments.NONE, new LinkedHashMap<>(), new ArrayList<>(),
				new LinkedHashMap<>(), new HashSet<>());
		Deque<String> rest = new ArrayDeque<>(List.of(arguments));
		while (!rest.isEmpty()) {
			String argument = rest.pop();
			if (!parsed.take(argument, rest)) {
				requireKnown(argument);
				others.add(argument);
			}
		}
		parsed.check();
		return new ExplainArguments(CheckArguments.parse(others.toArray(String[]::new)), parsed.single, parsed.headers,
				parsed.keySets, parsed.flags);
	}

	private boolean take(String argument, Deque<String> rest) {
		if (FLAGS.contains(argument)) {
			this.flags.add(argument);
			return true;
		}
		int equals = argument.indexOf('=');
		String name = (equals < 0) ? argument : argument.substring(0, equals);
		if (!SINGLE.contains(name) && !HEADER.equals(name) && !JWKS.equals(name)) {
			return false;
		}
		String value = (equals < 0) ? rest.poll() : argument.substring(equals + 1);
		if (value == null || value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
			throw new IllegalArgumentException("%s must have a value".formatted(name));
		}
		add(name, value);
		return true;
	}

	private void add(String name, String value) {
		if (HEADER.equals(name)) {
			this.headers.add(value);
		}
		else if (JWKS.equals(name)) {
			int equals = value.indexOf('=');
			Assert.isTrue(equals > 0 && equals < value.length() - 1, "--jwks must have the form NAME=FILE");
			this.keySets.put(value.substring(0, equals), value.substring(equals + 1));
		}
		else {
			Assert.isTrue(this.single.put(name, value) == null, () -> "%s must be given once".formatted(name));
		}
	}

	/** What is left names the configuration. */
	private static void requireKnown(String argument) {
		if (!argument.startsWith("-")) {
			Assert.isTrue(CheckArguments.isConfiguration(argument),
					"An argument is neither an option nor the name of a .yml, .yaml or .properties file");
			return;
		}
		String name = argument.replaceFirst("(?s)=.*", "");
		Assert.isTrue(OF_CHECK.matcher(argument).matches(), () -> "Not understood: " + name);
	}

	private void check() {
		Assert.isTrue(this.single.containsKey(REQUEST), "There is no --request");
		Assert.isTrue(this.single.getOrDefault(REQUEST, "").indexOf(' ') > 0,
				"--request must have the form 'METHOD PATH'");
		Assert.isTrue(!this.single.containsKey(TOKEN_FILE) || !this.single.containsKey(CLAIMS),
				"Only one of --token-file and --claims can be given");
		Assert.isTrue(Set.of("text", "json").contains(this.single.getOrDefault(FORMAT, "text")),
				"--format must be text or json");
		long fromInput = inputs().stream().filter("-"::equals).count();
		Assert.isTrue(fromInput <= 1, "Only one FILE can be '-', which is standard input");
	}

	private List<String> inputs() {
		List<String> inputs = new ArrayList<>(this.keySets.values());
		this.headers.stream()
			.filter((header) -> header.startsWith("@"))
			.map((header) -> header.substring(1))
			.forEach(inputs::add);
		inputs.add(this.single.getOrDefault(TOKEN_FILE, ""));
		inputs.add(this.single.getOrDefault(CLAIMS, ""));
		inputs.add(this.single.getOrDefault(CERTIFICATE, ""));
		return inputs;
	}

	@Nullable String value(String option) {
		return this.single.get(option);
	}

	boolean has(String flag) {
		return this.flags.contains(flag);
	}

	String method() {
		String request = this.single.getOrDefault(REQUEST, "");
		return request.substring(0, request.indexOf(' '));
	}

	String path() {
		String request = this.single.getOrDefault(REQUEST, "");
		return request.substring(request.indexOf(' ') + 1);
	}

	boolean isJson() {
		return "json".equals(this.single.get(FORMAT));
	}

}
