package io.microgate.check.schema;

import java.util.Arrays;
import java.util.List;

import io.microgate.decision.DenyReason;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the schema of policy cases: requests, how their tokens are made, and what is to
 * be decided about them.
 */
final class CasesSchema {

	private static final String TOKEN_CHARACTERS = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

	/** No method that differs from one of the standard in case only. */
	private static final String METHOD = method("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS",
			"TRACE");

	private static final String STRING = "string";

	private static final String BOOLEAN = "boolean";

	private static final String CLAIMS = "claims";

	private static final String TOKEN = "token";

	private static final String CERTIFICATE = "certificate";

	private static final String CASES = "cases";

	private static final String GROUP = "group";

	private static final List<String> WORDS = List.of("none", "good", "expired", "stranger");

	private CasesSchema() {
	}

	static ObjectNode create() {
		ObjectNode schema = Keywords.object().put("$schema", Keywords.DRAFT);
		schema.put("title", "Policy cases of Microgate JWT");
		schema.setAll(object(CASES));
		ObjectNode keys = keys(schema);
		keys.set("time", time("When requests are sent whose cases do not say it."));
		keys.set("host", described("Host of requests whose cases do not name one.", STRING));
		ObjectNode tokens = described("Tokens that cases name, each by at least one of them.", "object");
		ObjectNode names = tokens.putObject("propertyNames").put("pattern", "\\S");
		names.putObject("not").set("enum", Keywords.texts(WORDS));
		keys.set("tokens", tokens.set("additionalProperties", Keywords.reference(TOKEN)));
		ObjectNode item = Keywords.object();
		item.set("if", Keywords.hasKey("^(group|cases)$"));
		item.set("then", Keywords.reference(GROUP));
		item.set("else", Keywords.reference("case"));
		keys.set(CASES, list("Requests and how they are to be decided, or groups of them.", item));
		ObjectNode definitions = schema.putObject("definitions");
		definitions.set(GROUP, group());
		definitions.set("case", policyCase());
		definitions.set("request", request());
		definitions.set(CERTIFICATE, certificate());
		definitions.set(TOKEN, token());
		return schema;
	}

	private static ObjectNode group() {
		ObjectNode node = object(GROUP, CASES);
		ObjectNode keys = keys(node);
		keys.set(GROUP, described("What the cases are about.", STRING).put("pattern", "\\S"));
		keys.set(CASES, list("Requests and how they are to be decided.", Keywords.reference("case")));
		return node;
	}

	private static ObjectNode list(String description, ObjectNode item) {
		return described(description, "array").put("minItems", 1).set("items", item);
	}

	private static ObjectNode policyCase() {
		ObjectNode node = object("request", "verdict");
		ObjectNode keys = keys(node);
		keys.set("name",
				described("Name of the case, which no other case of its group has.", STRING).put("pattern", "\\S"));
		ObjectNode request = Keywords.object().put("description", "The request, as 'GET /path?query' or in its parts.");
		ObjectNode line = Keywords.type(STRING)
			.put("pattern", "^" + METHOD + " /[^ ]*$")
			.put("errorMessage", "must be a method, in upper case if it is of the standard, a space and a path");
		keys.set("request", request.set("anyOf", Keywords.list(line, Keywords.reference("request"))));
		ObjectNode certificate = Keywords.object()
			.put("description", "Certificate that the client presents, as PEM or by its names; none when absent.");
		ObjectNode pem = Keywords.type(STRING)
			.put("pattern", "^\\s*-----BEGIN CERTIFICATE-----\\s")
			.put("errorMessage", "must be one certificate in PEM");
		keys.set(CERTIFICATE, certificate.set("anyOf", Keywords.list(pem, Keywords.reference(CERTIFICATE))));
		keys.set(CLAIMS, claims("Claims of an otherwise good token; null removes one."));
		ObjectNode words = Keywords.object();
		words.set("enum", Keywords.texts(WORDS));
		ObjectNode name = described("Name of one of 'tokens'.", STRING).put("pattern", "\\S");
		ObjectNode token = Keywords.object().put("description", "How the token is made; none when absent.");
		keys.set(TOKEN, token.set("anyOf", Keywords.list(words, name, Keywords.reference(TOKEN))));
		keys.set("verdict", choice("Whether the request is to be allowed.", List.of("allow", "deny")));
		keys.set("reason", choice("Why the request is to be refused, for any reason when absent.",
				Arrays.stream(DenyReason.values()).map(DenyReason::code).toList()));
		keys.set("time", time("When the request is sent."));
		exclude(node, CLAIMS, List.of(TOKEN));
		ObjectNode allowed = Keywords.required("verdict");
		keys(allowed).putObject("verdict").put("const", "allow");
		node.set("if", allowed);
		ObjectNode then = node.putObject("then").put("errorMessage", "must not be set for a request that is allowed");
		keys(then).put("reason", false);
		return node;
	}

	private static String method(String... standard) {
		StringBuilder anyCase = new StringBuilder();
		for (String method : standard) {
			anyCase.append(anyCase.isEmpty() ? "" : "|");
			method.chars()
				.forEach((letter) -> anyCase.append("[%c%c]".formatted(letter, Character.toLowerCase(letter))));
		}
		return "(?:%s|(?!(?:%s)(?: |$))%s)".formatted(String.join("|", standard), anyCase, TOKEN_CHARACTERS);
	}

	private static ObjectNode request() {
		ObjectNode node = object("method", "path");
		ObjectNode keys = keys(node);
		keys.set("method",
				described("Method of the request, case-sensitive.", STRING).put("pattern", "^" + METHOD + "$"));
		keys.set("path",
				described("Path as it is sent, percent-encoded, with the query.", STRING).put("pattern", "^/[^ ]*$")
					.put("errorMessage", "must start with a slash and have no space"));
		keys.set("host", described("Host of the request.", STRING));
		ObjectNode headers = described("Header fields by name; '{token}' stands for the token.", "object");
		headers.putObject("propertyNames").put("pattern", "^" + TOKEN_CHARACTERS + "$");
		ObjectNode value = Keywords.type(STRING, "array").put("pattern", "^[^\\r\\n]*$").put("minItems", 1);
		headers.set("additionalProperties", value.set("items", Keywords.type(STRING).put("pattern", "^[^\\r\\n]*$")));
		keys.set("headers", headers);
		keys.set("remoteAddress", described("IP address of the client.", STRING).put("pattern", "^[0-9a-fA-F.:]+$"));
		return node;
	}

	private static ObjectNode certificate() {
		ObjectNode node = object();
		ObjectNode keys = keys(node);
		keys.set("subject", described("Name of the subject, such as 'CN=orders, O=Shop'.", STRING).put("pattern", "="));
		keys.set("issuer", described("Name of the issuer, such as 'CN=Shop CA'.", STRING).put("pattern", "="));
		ObjectNode san = Keywords.type(STRING)
			.put("pattern", "^((DNS|Email|URI):[\\x00-\\x7f]+|IPAddress:[0-9a-fA-F.:]+)$")
			.put("errorMessage", "must be DNS, Email, URI or IPAddress, a colon and the name");
		keys.set("sans", list("Subject alternative names, such as 'DNS:orders.example.com'.", san));
		return node;
	}

	private static ObjectNode token() {
		ObjectNode node = object();
		ObjectNode keys = keys(node);
		keys.set("jwt",
				described("JWT whose good token is changed, by default the one that judges the request.", STRING));
		keys.set("entry", integer("Entry of 'requireAny' of the JWT that the token satisfies, from 0.", 127));
		keys.set("jwks", described("JWKS that has the key of a token with no claims but these.", STRING));
		keys.set(CLAIMS, claims("Claims that replace those of the good token; null removes one."));
		ObjectNode without = described("Claims that the token does not have.", "array").put("minItems", 1);
		keys.set("without", without.set("items", Keywords.type(STRING)));
		keys.set("expired", described("Whether the token has expired.", BOOLEAN));
		keys.set("notYetValid", described("Whether the token is not valid yet.", BOOLEAN));
		keys.set("signedByStranger", described("Whether a key that is not in the key set signed it.", BOOLEAN));
		keys.set("issuedAt", offset("Claim 'iat' as an offset from the time of the request."));
		keys.set("notBefore", offset("Claim 'nbf' as an offset from the time of the request."));
		keys.set("expiresAt", offset("Claim 'exp' as an offset from the time of the request."));
		keys.set("typ", described("Type in the header.", STRING));
		keys.set("alg", described("Algorithm in the header, with which the token is signed.", STRING));
		keys.set("kid", described("Key id in the header.", STRING));
		keys.set("size", integer("How many characters the token has at least.", 100_000));
		keys.set("sendAs", source());
		exclude(node, "jwks", List.of("jwt", "entry", "expired", "notYetValid"));
		((ObjectNode) node.get("dependencies")).set("entry", Keywords.texts("jwt"));
		return node;
	}

	private static ObjectNode source() {
		ObjectNode node = object().put("description", "Where the token is sent, if not at the first source of its JWT.")
			.put("minProperties", 1)
			.put("maxProperties", 1);
		ObjectNode keys = keys(node);
		keys.set("bearerToken", object().put("description", "As a bearer token."));
		keys.set("header", named("In a header, whose whole value it is.", "^" + TOKEN_CHARACTERS + "$"));
		keys.set("queryParameter", named("In a query parameter.", "^.+$"));
		keys.set("cookie", named("In a cookie.", "^" + TOKEN_CHARACTERS + "$"));
		return node;
	}

	private static ObjectNode named(String description, String expression) {
		ObjectNode node = object("name").put("description", description);
		keys(node).set("name", Keywords.type(STRING).put("pattern", expression));
		return node;
	}

	private static ObjectNode object(String... required) {
		ObjectNode node = Keywords.type("object");
		if (required.length > 0) {
			node.set("required", Keywords.texts(required));
		}
		node.putObject("properties");
		return node.put("additionalProperties", false);
	}

	private static ObjectNode keys(ObjectNode object) {
		return object.withObjectProperty("properties");
	}

	private static ObjectNode described(String description, String type) {
		return Keywords.object().put("description", description).put("type", type);
	}

	private static ObjectNode choice(String description, List<String> values) {
		return Keywords.object().put("description", description).set("enum", Keywords.texts(values));
	}

	private static ObjectNode integer(String description, int max) {
		return described(description, "integer").put("minimum", 0).put("maximum", max);
	}

	private static ObjectNode claims(String description) {
		return described(description, "object");
	}

	private static ObjectNode time(String description) {
		return described(description, STRING)
			.put("pattern", "^[+-]?[0-9]{4,10}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}.*$")
			.put("errorMessage", "must be an instant such as 2026-01-31T12:00:00Z");
	}

	private static ObjectNode offset(String description) {
		return described(description, STRING).put("pattern", "^-?[0-9]{1,9}[dhms]$")
			.put("errorMessage", "must be an offset from the time of the request, such as -60s, 10m, 1h or 2d");
	}

	private static void exclude(ObjectNode object, String key, List<String> others) {
		String message = "must not be set beside '%s'".formatted(key);
		ObjectNode excluded = object.putObject("dependencies").putObject(key).put("errorMessage", message);
		others.forEach((other) -> keys(excluded).put(other, false));
	}

}
