package io.microgate.configuration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.jwks.TestSigningKey;
import io.microgate.request.TestRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to the shop of {@code edits/shop.yaml}, each refused one with the nodes that
 * refuse it.
 */
final class Probes {

	static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	private static final String SHOP = "AccessControlPolicy shop.spec.policies";

	/** What keeps requests from being those of the open entry. */
	private static final String NOT_PUBLIC = SHOP + "[2].requestConditions";

	/** What asks those who read for a token. */
	private static final String READ = SHOP + "[4].authorization.authentication";

	/** What asks those who write for a token. */
	private static final String WRITE = SHOP + "[5].authorization.authentication";

	private static final String STRICT = "JWT strict.spec.";

	private static final String LINKS = "JWT links.spec.";

	private static final String REPORTS = "AccessControlPolicy reports.spec.policies[0].authorization";

	private final TestSigningKey main = TestSigningKey.rsa("main");

	private final TestSigningKey backup = TestSigningKey.rsa("backup");

	private final TestSigningKey foreign = TestSigningKey.rsa("main");

	private final List<Probe> probes = new ArrayList<>();

	Probes() {
		addAllowed();
		addTokens();
		addTimes();
		addSources();
		addConditions();
		addClaims();
		addRoutes();
		addReports();
	}

	List<Probe> all() {
		return this.probes;
	}

	/** The manifests with the keys of this run. */
	String withKeys(String manifests) {
		return manifests.replace("${main}", json(this.main)).replace("${backup}", json(this.backup));
	}

	private static String json(TestSigningKey key) {
		return new String(TestSigningKey.json(key.jwk()), StandardCharsets.UTF_8);
	}

	private void addAllowed() {
		allowed("public", get("/api/public"));
		allowed("public HEAD", new TestRequest("HEAD", "shop.example.com", "/api/public"));
		allowed("read", bearer(get("/api/orders"), good()));
		allowed("read at a host below", bearer(new TestRequest("GET", "a.shop.example.com", "/api/orders"), good()));
		allowed("read by header", get("/api/orders").header("X-Token", good()));
		allowed("read by cookie", get("/api/orders").header("Cookie", "creds=" + good()));
		allowed("read by the other key", bearer(get("/api/orders"),
				this.backup.token("RS256", claims("iss", "https://backup.example.com", "aud", null))));
		allowed("write", bearer(write("/api/orders"), token("scope", "shop write")));
		allowed("admin", bearer(get("/api/admin/users"), token("roles", List.of("admin"), "email_verified", true)));
		allowed("tenant", bearer(tenant(), token("tenant", "gold-1")));
		allowed("superuser", bearer(tenant(), token("superuser", true)));
		allowed("internal from inside", bearer(get("/api/internal").from("10.1.2.3"), good()));
		allowed("preview", preview("shop.example.com", "preview=yes", "2"));
		allowed("report", new TestRequest("GET", "any.example.com", "/reports/12").query("token=" + link("report", 1)));
	}

	private void addTokens() {
		String entry = STRICT + "requireAny[0].";
		String other = STRICT + "requireAny[1].";
		read("no token", get("/api/orders"));
		read("unknown issuer", token("iss", "https://evil.example.com"), entry + "issuer");
		read("issuer of the other key", token("iss", "https://backup.example.com"), entry + "issuer", other + "jwksRef",
				"JWKS backup", "ConfigMap backup-keys");
		read("no issuer", token("iss", null), entry + "issuer");
		read("another audience", token("aud", List.of("links", "x")), entry + "audiences");
		read("no audience", token("aud", null), entry + "audiences");
		read("another subject", token("sub", "robot-1"), entry + "subject");
		read("no subject", token("sub", null), entry + "subject");
		read("the other key with this issuer", this.backup.token("RS256", claims()), entry + "jwksRef",
				other + "issuer", "JWKS main", "Secret main-keys");
		read("foreign key", this.foreign.token("RS256", claims()));
		read("no signature", good().substring(0, good().lastIndexOf('.') + 1));
		read("no algorithm", this.main.token("RS256", "{\"alg\":\"none\",\"kid\":\"main\"}", claims()));
		read("algorithm of a secret", this.main.token("RS256", "{\"alg\":\"HS256\",\"kid\":\"main\"}", claims()));
		read("another algorithm", this.main.token("RS256", "{\"alg\":\"RS512\",\"kid\":\"main\"}", claims()));
		read("another type",
				this.main.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"main\",\"typ\":\"logout+jwt\"}", claims()));
		read("bound token", token("cnf", Map.of("jkt", "x")));
		read("no token at all", "x");
	}

	private void addTimes() {
		read("expired", token("exp", at(-3600), "iat", at(-7000)), STRICT + "clockSkewTolerance");
		read("just expired", token("exp", at(-30)), STRICT + "clockSkewTolerance");
		read("not yet valid", token("nbf", at(1800), "exp", at(3600)), STRICT + "clockSkewTolerance");
		read("almost valid", token("nbf", at(30)), STRICT + "clockSkewTolerance");
		read("never expires", token("exp", null));
		read("lives too long", token("exp", at(7200)), STRICT + "maxLifetime");
		read("lives for a time unknown", token("iat", null), STRICT + "maxLifetime");
	}

	private void addSources() {
		String sources = STRICT + "extractionSources";
		read("token in the query", get("/api/orders").query("token=" + good()), sources);
		read("token in the query by the name of a header", get("/api/orders").query("X-Token=" + good()), sources);
		read("token in another header", get("/api/orders").header("X-Version", good()), sources);
		read("token in another cookie", get("/api/orders").header("Cookie", "token=" + good()), sources);
		read("bad token before good one",
				bearer(get("/api/orders"), "x").header("X-Token", good()).header("Cookie", "creds=" + good()), sources);
		read("two tokens", bearer(bearer(get("/api/orders"), good()), good()).header("X-Token", good()), sources);
		refused("cookie of another site",
				write("/api/orders").header("Cookie", "creds=" + token("scope", "shop write")), NOT_PUBLIC, WRITE,
				SHOP + "[4]");
	}

	private void addConditions() {
		refused("internal from outside", bearer(get("/api/internal"), good()), NOT_PUBLIC, SHOP + "[0]");
		refused("internal from outside without token", get("/api/internal"), NOT_PUBLIC, READ,
				SHOP + "[0].authorization");
		refused("admin without role", bearer(get("/api/admin/users"), good()), NOT_PUBLIC, SHOP + "[1]");
		refused("admin in capitals without role", bearer(get("/api/ADMIN/users"), good()), NOT_PUBLIC, SHOP + "[1]");
		refused("write to public", new TestRequest("POST", "shop.example.com", "/api/public"), NOT_PUBLIC, READ);
		refused("below public", get("/api/public/x"), NOT_PUBLIC, READ);
		refused("write with what allows to read", bearer(write("/api/orders"), good()), NOT_PUBLIC, SHOP + "[4]",
				SHOP + "[5].authorization");
		refused("read with what allows to write", bearer(get("/api/orders"), token("scope", "shop write")), NOT_PUBLIC,
				SHOP + "[4]");
		refused("write without token", write("/api/orders"), NOT_PUBLIC, WRITE);
		refused("write by unknown issuer",
				bearer(write("/api/orders"), token("scope", "shop write", "iss", "https://evil.example.com")),
				NOT_PUBLIC, WRITE, STRICT + "requireAny[0].issuer");
	}

	private void addClaims() {
		refused("no scope", bearer(get("/api/orders"), token("scope", null)), NOT_PUBLIC, SHOP + "[4].authorization");
		refused("half a scope", bearer(write("/api/orders"), token("scope", "shop")), NOT_PUBLIC,
				SHOP + "[5].authorization");
		refused("admin with unverified address",
				bearer(get("/api/admin"), token("roles", List.of("admin"), "email_verified", false)), NOT_PUBLIC,
				SHOP + "[1]");
		refused("almost admin",
				bearer(get("/api/admin"), token("roles", List.of("administrator"), "email_verified", true)), NOT_PUBLIC,
				SHOP + "[1]");
		refused("tenant of silver", bearer(tenant(), token("tenant", "silver-1")), NOT_PUBLIC, SHOP + "[3]");
		refused("superuser that says nothing", bearer(tenant(), token("superuser", null)), NOT_PUBLIC, SHOP + "[3]");
	}

	private void addRoutes() {
		String preview = "HTTPRoute preview.spec.";
		String policy = "AccessControlPolicy preview.spec.policies[0].authorization";
		refused("preview of another version", preview("shop.example.com", "preview=yes", "1"), NOT_PUBLIC, READ,
				preview + "rules[0].matches[0].headers");
		refused("preview without parameter", preview("shop.example.com", "preview=no", "2"), NOT_PUBLIC, READ,
				preview + "rules[0].matches[0].queryParams");
		refused("preview at another host", preview("a.shop.example.com", "preview=yes", "2"), NOT_PUBLIC, READ,
				preview + "hostnames");
		refused("preview without token", get("/api/preview").query("preview=yes").header("X-Version", "2"), NOT_PUBLIC,
				READ, policy);
		refused("public at another host", new TestRequest("GET", "other.example.com", "/api/public"),
				"HTTPRoute shop.spec.hostnames");
		refused("read at another host", bearer(new TestRequest("GET", "other.example.com", "/api/orders"), good()),
				"HTTPRoute shop.spec.hostnames");
		refused("another path", bearer(get("/other"), good()), "HTTPRoute shop.spec.rules");
	}

	private void addReports() {
		String route = "HTTPRoute reports.spec.rules";
		// Without hosts and rules it comes before a regular expression, by the precedence
		// of routes
		String elsewhere = "HTTPRoute preview.spec.hostnames";
		refused("report without token", report("/reports/12", null), REPORTS);
		refused("report without claim", report("/reports/12", link()), REPORTS, elsewhere);
		refused("report that never expires", report("/reports/12", link("report", 1, "exp", null)), REPORTS,
				LINKS + "expirationRequired");
		refused("report for another audience", report("/reports/12", link("report", 1, "aud", "shop")), REPORTS,
				LINKS + "requireAny[0].audiences");
		refused("report of another key",
				report("/reports/12", this.backup.token("RS256", claims("report", 1, "aud", "links"))), REPORTS,
				LINKS + "requireAny[0].jwksRef", "JWKS main", "Secret main-keys");
		refused("report just too late", report("/reports/12", link("report", 1, "exp", at(-90))), REPORTS,
				LINKS + "clockSkewTolerance");
		refused("all reports", report("/reports/all", link("report", 1)), route, elsewhere);
	}

	private void allowed(String name, TestRequest request) {
		this.probes.add(new Probe(name, request, null));
	}

	private void read(String name, String token, String... guards) {
		read(name, bearer(get("/api/orders"), token), guards);
	}

	private void read(String name, TestRequest request, String... guards) {
		refused(name, request, Stream.concat(Stream.of(NOT_PUBLIC, READ), Stream.of(guards)).toArray(String[]::new));
	}

	private void refused(String name, TestRequest request, String... guards) {
		this.probes.add(new Probe(name, request, List.of(guards)));
	}

	private static TestRequest get(String path) {
		return new TestRequest("GET", "shop.example.com", path);
	}

	private static TestRequest write(String path) {
		return new TestRequest("POST", "shop.example.com", path).header("Content-Type", "application/json");
	}

	private static TestRequest tenant() {
		return get("/api/orders").header("X-Tenant", "gold-1");
	}

	private TestRequest preview(String host, String query, String version) {
		return new TestRequest("GET", host, "/api/preview").query(query + "&token=" + link())
			.header("X-Version", version);
	}

	private static TestRequest report(String path, String token) {
		TestRequest request = new TestRequest("GET", "any.example.com", path);
		return (token != null) ? request.query("token=" + token) : request;
	}

	private static TestRequest bearer(TestRequest request, String token) {
		return request.header("Authorization", "Bearer " + token);
	}

	private String good() {
		return token();
	}

	private String link(Object... claims) {
		List<Object> all = new ArrayList<>(List.of("aud", "links"));
		all.addAll(Arrays.asList(claims));
		return token(all.toArray());
	}

	private String token(Object... claims) {
		return this.main.token("RS256", claims(claims));
	}

	/** Those of a good token but for some, name and value by turns. */
	private static String claims(Object... changes) {
		Map<String, Object> claims = new LinkedHashMap<>(Map.of("iss", "https://token.example.com", "aud",
				List.of("shop"), "sub", "user-1", "scope", "shop read", "iat", at(-600), "exp", at(600)));
		for (int i = 0; i < changes.length; i += 2) {
			claims.put((String) changes[i], changes[i + 1]);
			if (changes[i + 1] == null && !changes[i].equals("superuser")) {
				claims.remove(changes[i]);
			}
		}
		return JsonMapper.shared().writeValueAsString(claims);
	}

	private static long at(long seconds) {
		return NOW.getEpochSecond() + seconds;
	}

}
