package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A configuration over a few short names, and random edits of it. Not every one is
 * allowed.
 */
final class RandomAccess {

	private static final List<String> METHODS = List.of("GET", "POST", "HEAD");

	private final Random random;

	private final Map<String, Object> root;

	private RandomAccess(Random random, Map<String, Object> root) {
		this.random = random;
		this.root = root;
	}

	static RandomAccess of(long seed, String keys) {
		RandomAccess access = new RandomAccess(new Random(seed), new LinkedHashMap<>());
		access.create(keys);
		return access;
	}

	/** A copy with some random edits. */
	RandomAccess edited(long seed) {
		RandomAccess copy = new RandomAccess(new Random(seed), map(copy(this.root)));
		int edits = copy.chance(60) ? 1 : 1 + copy.random.nextInt(4);
		for (int i = 0; i < edits; i++) {
			copy.edit();
		}
		return copy;
	}

	String yaml() {
		return new Yaml().dump(Map.of("microgate", this.root));
	}

	/** Other order, style and spelling of the same. */
	String reordered(long seed) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setSplitLines(false);
		Object shuffled = shuffled(this.root, new Random(seed));
		return new Yaml(options).dump(Map.of("microgate", shuffled)).replace("\n", " # a comment\n")
				+ "# another comment\n";
	}

	private static Object copy(Object node) {
		if (node instanceof Map<?, ?> map) {
			Map<String, Object> copy = new LinkedHashMap<>();
			map.forEach((key, value) -> copy.put((String) key, copy(value)));
			return copy;
		}
		return (node instanceof List<?> list) ? new ArrayList<>(list.stream().map(RandomAccess::copy).toList()) : node;
	}

	private static Object shuffled(Object node, Random random) {
		if (node instanceof Map<?, ?> map) {
			List<Object> keys = new ArrayList<>(map.keySet());
			Collections.shuffle(keys, random);
			Map<String, Object> copy = new LinkedHashMap<>();
			keys.forEach((key) -> copy.put(kebab((String) key), shuffled(map.get(key), random)));
			return copy;
		}
		return (node instanceof List<?> list) ? list.stream().map((item) -> shuffled(item, random)).toList() : node;
	}

	private static String kebab(String key) {
		return key.equals("remoteIP") ? "remote-ip" : key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object node) {
		return (Map<String, Object>) node;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Object node) {
		return (List<Object>) node;
	}

	private static Map<String, Object> object(Object... keysAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			if (keysAndValues[i + 1] != null) {
				object.put((String) keysAndValues[i], keysAndValues[i + 1]);
			}
		}
		return object;
	}

	private void create(String keys) {
		this.root.put("secrets", object("main", keys + "main/", "backup", keys + "backup/"));
		Map<String, Object> jwks = object();
		for (String name : List.of("main", "backup")) {
			jwks.put(name, object("provider", object("local", object("secretRef", object("name", name)))));
		}
		this.root.put("jwks", jwks);
		this.root.put("jwts", object("shop", jwt(), "other", jwt()));
		this.root.put("routes", object());
		this.root.put("accessControlPolicies", object());
		if (chance(15)) {
			this.root.put("unmatchedRequests", "pass");
		}
		if (chance(30)) {
			proxies();
		}
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			addRoute("r" + i);
		}
	}

	/** Never edited, as such a change is listed once and not by its requests. */
	private void proxies() {
		this.root.put("clientCertificate", object("header", "Client-Cert", "trustedProxies",
				new ArrayList<>(List.of(pick(List.of("10.0.0.0/8", "192.0.2.0/24"))))));
	}

	private Map<String, Object> child(String name) {
		return map(this.root.get(name));
	}

	private void addRoute(String name) {
		child("routes").put(name, route());
		List<Object> entries = new ArrayList<>();
		int count = this.random.nextInt(3);
		for (int i = 0; i < count; i++) {
			entries.add(object("requestConditions", conditions(), "authorization", authorization()));
		}
		if (entries.isEmpty() || chance(75)) {
			entries.add(object("authorization", authorization()));
		}
		child("accessControlPolicies").put("p-" + name,
				object("targetRefs", new ArrayList<>(List.of(object("name", name))), "policies", entries));
	}

	private void edit() {
		switch (child("routes").isEmpty() ? 0 : this.random.nextInt(12)) {
			case 0 -> editRoutes();
			case 1, 2 -> editRoute();
			case 3, 4, 5, 6, 7 -> editPolicy();
			case 8, 9, 10 -> editJwt();
			default -> this.root.put("unmatchedRequests", chance(50) ? "pass" : "deny");
		}
	}

	private void editRoutes() {
		String name = "r" + this.random.nextInt(5);
		if (child("routes").containsKey(name) && chance(60)) {
			child("routes").remove(name);
			child("accessControlPolicies").remove("p-" + name);
		}
		else {
			addRoute(name);
		}
	}

	private void editRoute() {
		Map<String, Object> route = map(pick(new ArrayList<>(child("routes").values())));
		switch (this.random.nextInt(4)) {
			case 0 -> route.put("hostnames", hostnames());
			case 1 -> route.remove("hostnames");
			case 2 -> {
				route.remove("matches");
				route.put("paths", new ArrayList<>(List.of(pattern())));
			}
			default -> {
				route.remove("paths");
				route.put("matches", new ArrayList<>(List.of(match())));
			}
		}
	}

	private void editPolicy() {
		Map<String, Object> policy = map(pick(new ArrayList<>(child("accessControlPolicies").values())));
		List<Object> entries = list(policy.get("policies"));
		int index = this.random.nextInt(entries.size());
		Map<String, Object> entry = map(entries.get(index));
		switch (this.random.nextInt(7)) {
			case 0 -> entries.add(index, object("requestConditions", conditions(), "authorization", authorization()));
			case 1 -> {
				if (entries.size() > 1) {
					entries.remove(index);
				}
			}
			case 2 -> Collections.swap(entries, index, this.random.nextInt(entries.size()));
			case 3 -> entry.put("requestConditions", conditions());
			default -> entry.put("authorization", authorization());
		}
	}

	private void editJwt() {
		Map<String, Object> jwt = child("jwts").containsKey("shop") && chance(50) ? map(child("jwts").get("shop"))
				: map(child("jwts").get("other"));
		Map<String, Object> fresh = jwt();
		String key = pick(new ArrayList<>(fresh.keySet()));
		if (chance(20)) {
			jwt.clear();
			jwt.putAll(fresh);
		}
		else if (key.equals("requireAny") && chance(50)) {
			map(list(jwt.get(key)).get(0)).clear();
			map(list(jwt.get(key)).get(0)).putAll(required());
		}
		else {
			jwt.put(key, fresh.get(key));
		}
	}

	private Map<String, Object> route() {
		Map<String, Object> route = object();
		if (chance(30)) {
			route.put("hostnames", hostnames());
		}
		if (chance(50)) {
			route.put("paths",
					new ArrayList<>(chance(70) ? List.of(pattern()) : List.of(pattern(), "/c/" + segment())));
		}
		else if (chance(95)) {
			route.put("matches", new ArrayList<>(List.of(match())));
		}
		return route;
	}

	private List<Object> hostnames() {
		return new ArrayList<>(pick(List.of(List.of("a.example.com"), List.of("*.example.com"),
				List.of("a.example.com", "other.org"), List.of("x.example.com"))));
	}

	private Map<String, Object> match() {
		Map<String, Object> path = chance(90)
				? object("type", pick(List.of("Exact", "PathPrefix", "PathPrefix")), "value", literal()) : null;
		if (chance(20)) {
			path = object("type", "RegularExpression", "value",
					pick(List.of("%s/.*", "%s", "%s[a-z]+", "(%s|/b)", "%s(/.*)?")).formatted(literal()));
		}
		return object("path", path, "method", chance(20) ? pick(METHODS) : null, "headers",
				chance(15) ? new ArrayList<>(List.of(object("name", "X-Test", "value", pick(List.of("1", "2")))))
						: null,
				"queryParams", chance(10) ? new ArrayList<>(List.of(object("name", "q", "value", "1"))) : null);
	}

	private Map<String, Object> conditions() {
		Map<String, Object> conditions = object("path", chance(65) ? object("matcher", pathMatcher()) : null, "header",
				chance(15)
						? object("name", object("matcher", object("exact", "x-test")), "value",
								object("matcher", object(pick(List.of("exact", "prefix")), pick(List.of("1", "2")))))
						: null,
				"mediaType", chance(10) ? object("matcher", object("exact", "text/plain")) : null, "remoteIP",
				chance(10) ? object("cidrRanges", new ArrayList<>(List.of(pick(List.of("192.0.2.0/24", "10.0.0.0/8")))),
						"invert", chance(30)) : null);
		if (conditions.isEmpty() || chance(20)) {
			conditions.put("method", new ArrayList<>(
					pick(List.of(List.of("GET"), List.of("GET", "HEAD"), List.of("POST"), List.of("POST", "DELETE")))));
		}
		if (chance(12)) {
			conditions.put("invert", true);
		}
		return conditions;
	}

	private Map<String, Object> pathMatcher() {
		Map<String, Object> matcher = switch (this.random.nextInt(5)) {
			case 0 -> object("exact", literal());
			case 1, 2 -> object("prefix", literal());
			case 3 -> object(pick(List.of("suffix", "contains")), "/" + segment());
			default -> object("regex",
					pick(List.of("^%s(/|$)", "^%s$", "^%s", "^%s|^/b", "^%s[a-z]+", "%s$")).formatted(literal()));
		};
		if (chance(20)) {
			matcher.put("ignoreCase", true);
		}
		return matcher;
	}

	private Map<String, Object> authorization() {
		if (chance(15)) {
			return object();
		}
		if (chance(20)) {
			return object("deny", object());
		}
		if (chance(12)) {
			return object("requireAll", new ArrayList<>(List.of(certificate())));
		}
		Map<String, Object> jwt = object("jwtRef", object("name", pick(List.of("shop", "shop", "other"))));
		Map<String, Object> authorization = object("authentication", object("jwt", jwt));
		if (chance(12)) {
			jwt.put("extensions", object("optional", true));
			return authorization;
		}
		if (chance(45)) {
			authorization.put("requireAll", claims());
		}
		else if (chance(30)) {
			authorization.put("requireAny", claims());
		}
		Map<String, Object> extensions = object("requireNone", chance(15) ? claims() : null, "stepUp",
				chance(15) ? stepUp() : null);
		if (!extensions.isEmpty()) {
			authorization.put("extensions", extensions);
		}
		return authorization;
	}

	private Map<String, Object> stepUp() {
		return object("acr",
				new ArrayList<>(pick(List.of(List.of("gold"), List.of("gold", "silver"), List.of("silver")))), "maxAge",
				chance(50) ? pick(List.of("5m", "1h")) : null);
	}

	private List<Object> claims() {
		List<Object> claims = new ArrayList<>();
		int count = 1 + this.random.nextInt(2);
		for (int i = 0; i < count; i++) {
			claims.add(chance(20) ? certificate() : object("jwt", object("claim", claim(true))));
		}
		return claims;
	}

	private Map<String, Object> certificate() {
		Map<String, Object> value = object("matcher",
				object(pick(List.of("exact", "exact", "prefix", "suffix")), pick(List.of("ann", "an", "nn", "shop"))));
		String part = pick(List.of("subject", "subject", "issuer", "san"));
		return object("clientCertificate",
				object(part, part.equals("san") ? object("type", pick(List.of("DNS", "URI")), "value", value)
						: object("field", pick(List.of("CommonName", "Organization")), "value", value)));
	}

	private Map<String, Object> claim(boolean wrapped) {
		String name = pick(List.of("roles", "roles", "tenant", "flag"));
		List<String> values = List.of("admin", "ad", "min", "a", "true");
		Map<String, Object> matcher = object(pick(List.of("exact", "exact", "prefix", "suffix", "contains")),
				pick(values));
		return object("name", name, "value", chance(75) ? object("matcher", matcher) : null);
	}

	private Map<String, Object> jwt() {
		List<Object> entries = new ArrayList<>();
		entries.add(required());
		if (chance(30)) {
			entries.add(required());
		}
		Map<String, Object> extensions = object("algorithms",
				chance(25) ? pick(List.of(List.of("RS256"), List.of("RS256", "ES256"), List.of("ES256"))) : null,
				"types", chance(25) ? pick(List.of(List.of("JWT"), List.of("", "JWT"), List.of("at+jwt"))) : null,
				"cookieCrossSite", chance(20) ? "allow" : null, "maxTokenSize", chance(15) ? "1KB" : null,
				"principalClaim", chance(10) ? "tenant" : null, "claims",
				chance(12) ? object("roles", object("path", List.of("realm", "roles"))) : null, "binding",
				chance(20) ? object("required", "certificate") : null);
		Map<String, Object> jwt = object("requireAny", entries, "expirationRequired", chance(60), "clockSkewTolerance",
				pick(List.of("10s", "60s", "2m")), "extractionSources",
				pick(List.of(List.of(object("bearerToken", object())),
						List.of(object("bearerToken", object()), object("cookie", object("name", "creds"))),
						List.of(object("cookie", object("name", "creds")), object("bearerToken", object())),
						List.of(object("header", object("name", "X-Token"))))),
				"extensions", extensions);
		if (chance(30)) {
			jwt.put("maxLifetime", pick(List.of("1h", "24h")));
		}
		return map(copy(jwt));
	}

	private Map<String, Object> required() {
		return object("jwksRef", object("name", pick(List.of("main", "main", "main", "backup"))), "issuer",
				chance(40) ? pick(List.of("https://a.example.com", "https://b.example.com")) : null, "audiences",
				chance(40) ? new ArrayList<>(pick(List.of(List.of("x"), List.of("x", "y"), List.of("y")))) : null,
				"subject",
				chance(30) ? object("matcher",
						object(pick(List.of("exact", "prefix", "contains")), pick(List.of("alice", "al", "svc-1"))))
						: null,
				"extensions", chance(15) ? object("claims", new ArrayList<>(List.of(claim(false)))) : null);
	}

	private String segment() {
		return pick(List.of("a", "b", "A", "ab", "admin"));
	}

	private String literal() {
		return "/" + segment() + (chance(40) ? "/" + segment() : "") + (chance(5) ? "/" : "");
	}

	private String pattern() {
		if (chance(15)) {
			return pick(List.of("/**", "/", "/{*rest}", "/**/a"));
		}
		String first = chance(70) ? segment() : pick(List.of("*", "a*", "{x}", "{x:[a-z]+}"));
		return "/" + first + pick(List.of("", "/**", "/**", "/" + segment(), "/{y}", "/{*rest}", "/"));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
