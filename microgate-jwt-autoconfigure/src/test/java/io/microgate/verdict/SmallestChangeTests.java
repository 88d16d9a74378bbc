package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.engine.Explanation;
import io.microgate.runtime.ConfigurationExplainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Refuses a good request for each fault in each configuration, and applies the smallest
 * change that the explanation names: the request is allowed then. Tokens are really
 * signed, and verdicts are those of the engine.
 */
@Tag("slow")
class SmallestChangeTests {

	private static final int LEAST_REFUSALS = 600;

	private static final List<String> SOURCES = List.of("bearer token", "header 'X-Token'", "cookie 'session'",
			"query parameter 'token'");

	private static final List<String> SUBJECTS = List.of("{exact: user/alice}", "{prefix: user/}", "{suffix: alice}",
			"{contains: /ali}", "{regex: '^user/'}");

	private static final List<String> ROUTES = List.of("paths: ['/api/{id}']", "paths: ['/api/{id}/**']",
			"matches: [{path: {type: PathPrefix, value: /api}, method: GET}]",
			"hostnames: [app.example], paths: [/api/7, /api/8]", "hostnames: ['*.example'], paths: [/api/**]");

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    api: {%s}
			    wide: {paths: ['/wide/**'], hostnames: [app.example]}
			    narrow: {paths: [/wide/narrow/**], hostnames: [app.example]}
			  jwks:
			    main: {provider: {remote: {uri: 'https://idp.example/jwks', tls: {certificateVerification: {publicCAs: {}}}}}}
			    other: {provider: {remote: {uri: 'https://idp.example/other', tls: {certificateVerification: {publicCAs: {}}}}}}
			  jwts:
			    shop:
			      %s
			      requireAny:
			        - jwksRef: {name: main}
			          issuer: https://shop.example
			          audiences: [shop, store]
			          subject: {matcher: %s}
			          extensions: {claims: [{name: tenant, value: {matcher: {exact: '7'}}}, {name: email}]}
			      expirationRequired: true
			      maxLifetime: 1h
			      clockSkewTolerance: 10s
			    away:
			      requireAny: [{jwksRef: {name: other}, issuer: https://shop.example, audiences: [shop]}]
			      expirationRequired: true
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {path: {matcher: {suffix: /denied}}}
			          authorization: {deny: {}}
			        - requestConditions: {path: {matcher: {prefix: /api/8}}, method: [GET, POST]}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			        - requestConditions: {method: [GET, POST], path: {matcher: {prefix: /api/7}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll:
			              - jwt: {claim: {name: roles, value: {matcher: {exact: reader}}}}
			              - jwt: {claim: {name: verified, value: {matcher: {exact: "true"}}}}
			            extensions:
			              requireAny:
			                - jwt: {claim: {name: plan, value: {matcher: {regex: '^(gold|silver)$'}}}}
			                - jwt: {claim: {name: plan, value: {matcher: {prefix: platinum}}}}
			              requireNone:
			                - jwt: {claim: {name: blocked}}
			    wide:
			      targetRefs: [{name: wide}]
			      policies:
			        - requestConditions: {method: [GET]}
			          authorization: {}
			        - requestConditions: {header: {name: {matcher: {exact: X-Mode}}, value: {matcher: {exact: secret-mode}}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: away}}}
			    narrow:
			      targetRefs: [{name: narrow}]
			      policies:
			        - requestConditions: {path: {matcher: {prefix: /wide/narrow/a}}}
			          authorization: {deny: {}}
			        - authorization: {}
			""";

	private static final TestKeys KEYS = new TestKeys();

	private final TokenForge forge = new TokenForge(KEYS);

	private final Map<String, Consumer<ChangeableRequest>> faults = new LinkedHashMap<>();

	SmallestChangeTests() {
		long now = Instant.now().getEpochSecond();
		this.faults.put("token.issuer", (request) -> request.claim("iss", "https://other.example"));
		this.faults.put("token.issuer absent", (request) -> request.without("iss"));
		this.faults.put("token.audience", (request) -> request.claim("aud", List.of("elsewhere")));
		this.faults.put("token.audience absent", (request) -> request.without("aud"));
		this.faults.put("token.subject", (request) -> request.claim("sub", "guest"));
		this.faults.put("token.subject absent", (request) -> request.without("sub"));
		this.faults.put("token.claims", (request) -> request.claim("tenant", "8"));
		this.faults.put("token.claims absent", (request) -> request.without("email"));
		this.faults.put("token.expired", (request) -> request.claim("iat", now - 900).claim("exp", now - 300));
		this.faults.put("token.expired long ago",
				(request) -> request.claim("iat", now - 90_000).claim("exp", now - 86_400));
		this.faults.put("token.not_yet_valid", (request) -> request.claim("nbf", now + 120));
		this.faults.put("token.expiration_missing", (request) -> request.without("exp"));
		this.faults.put("token.lifetime", (request) -> request.claim("exp", now + 7200));
		this.faults.put("token.lifetime without begin", (request) -> request.without("iat"));
		this.faults.put("token.type", (request) -> request.tokenHeader("typ", "dpop+jwt"));
		this.faults.put("token.binding", (request) -> request.claim("cnf", Map.of("kid", "x")));
		this.faults.put("token.signature", (request) -> request.key = "other-rs-1");
		this.faults.put("token.malformed", (request) -> request.text = "eyJhbGciOiJSUzI1NiJ9.e30.");
		this.faults.put("key.unknown", (request) -> request.key = "other-1");
		this.faults.put("claims.require_all", (request) -> request.claim("roles", List.of("writer", "guest")));
		this.faults.put("claims.require_all absent", (request) -> request.without("verified"));
		this.faults.put("claims.require_all of another kind", (request) -> request.claim("roles", Map.of("a", 1)));
		this.faults.put("claims.require_any", (request) -> request.claim("plan", "none"));
		this.faults.put("claims.require_none", (request) -> request.claim("blocked", true));
		this.faults.put("token.missing", (request) -> request.source = "");
		this.faults.put("token.missing elsewhere", (request) -> request.source = "header 'X-Elsewhere'");
		this.faults.put("token.missing in another cookie", (request) -> request.source = "cookie 'elsewhere'");
		this.faults.put("token.missing in another parameter",
				(request) -> request.source = "query parameter 'elsewhere'");
		this.faults.put("token.ambiguous", (request) -> request.twice = true);
		this.faults.put("method", (request) -> request.method = "DELETE");
		this.faults.put("path", (request) -> request.path = "/apu/7");
		this.faults.put("trailing slash", (request) -> request.path = "/api/7/");
	}

	@Test
	void changeWhenAppliedThenTurnsTheRefusal() {
		int refusals = 0;
		for (String source : SOURCES) {
			for (int i = 0; i < ROUTES.size(); i++) {
				ConfigurationExplainer explainer = explainer(
						CONFIGURATION.formatted(ROUTES.get(i), sources(source), SUBJECTS.get(i)));
				for (Map.Entry<String, Consumer<ChangeableRequest>> fault : this.faults.entrySet()) {
					refusals += isTurned(explainer, source, fault) ? 1 : 0;
				}
			}
		}
		assertThat(refusals).isGreaterThanOrEqualTo(LEAST_REFUSALS);
	}

	private boolean isTurned(ConfigurationExplainer explainer, String source,
			Map.Entry<String, Consumer<ChangeableRequest>> fault) {
		ChangeableRequest good = good(source);
		assertThat(explainer.explain(good.toExplain()).verdict().outcome()).isEqualTo("allow");
		ChangeableRequest request = good(source);
		fault.getValue().accept(request);
		Explanation refused = explainer.explain(request.toExplain());
		String outcome = "%s, %s: %s".formatted(fault.getKey(), source, refused);
		if (refused.verdict().outcome().equals("allow")) {
			// some paths have another reading in some routes, and a source may take the
			// token
			assertThat(fault.getKey()).as(outcome).matches("trailing slash");
			return false;
		}
		if (fault.getKey().contains(".")) {
			assertThat(refused.verdict().reason()).as(outcome).isEqualTo(fault.getKey().split(" ")[0]);
		}
		assertThat(refused.change()).as(outcome).isNotNull();
		request.apply(refused.change(), good);
		Explanation turned = explainer.explain(request.toExplain());
		assertThat(turned.verdict().outcome()).as("%s then %s", outcome, turned).isEqualTo("allow");
		assertThat(turned.change()).isNull();
		return true;
	}

	@Test
	void changeWhenAnotherHostThenNamesTheHost() {
		ConfigurationExplainer explainer = explainer(CONFIGURATION.formatted(ROUTES.get(3), "", SUBJECTS.get(0)));
		ChangeableRequest request = good("bearer token");
		request.host = "localhost";
		Explanation.Change change = explainer.explain(request.toExplain()).change();
		assertThat(change.target()).isEqualTo("host");
		request.apply(change, request);
		assertThat(explainer.explain(request.toExplain()).verdict().outcome()).isEqualTo("allow");
	}

	@Test
	void changeWhenCookieIsCrossSiteThenNamesTheHeader() {
		String cookie = "cookie 'session'";
		ConfigurationExplainer explainer = explainer(
				CONFIGURATION.formatted(ROUTES.get(0), sources(cookie), SUBJECTS.get(0)));
		for (String site : List.of("cross-site", "same-site", "none")) {
			ChangeableRequest request = good(cookie).header("Sec-Fetch-Site", site);
			request.method = "POST";
			Explanation refused = explainer.explain(request.toExplain());
			assertThat(refused.verdict().reason()).isEqualTo("request.cross_site");
			assertThat(refused.token().outcome()).isEqualTo("refused");
			request.apply(refused.change(), request);
			assertThat(explainer.explain(request.toExplain()).verdict().outcome()).isEqualTo("allow");
		}
	}

	/** The line is edited by putting the entry that is named where the other one is. */
	@Test
	void changeWhenEntryIsHiddenThenNamesTheLine() {
		ConfigurationExplainer explainer = explainer(CONFIGURATION.formatted(ROUTES.get(1), "", SUBJECTS.get(0)));
		ChangeableRequest request = good("bearer token");
		request.path = "/wide/narrow/a";
		Explanation refused = explainer.explain(request.toExplain());
		assertThat(refused.verdict().reason()).isEqualTo("policy.deny");
		assertThat(refused.change().kind()).isEqualTo("configuration");
		assertThat(refused.change().text())
			.isEqualTo("Put entry 1 before this one, which hides it: it would allow the request");
		String configuration = CONFIGURATION.formatted(ROUTES.get(1), "", SUBJECTS.get(0));
		int line = Integer.parseInt(refused.change().place().replaceAll(".*:", ""));
		List<String> lines = new ArrayList<>(configuration.lines().toList());
		assertThat(lines.get(line - 1)).contains("/wide/narrow/a");
		assertThat(lines.remove(line)).contains("deny: {}");
		lines.remove(line - 1);
		assertThat(explainer(String.join("\n", lines)).explain(request.toExplain()).verdict().outcome())
			.isEqualTo("allow");
	}

	@Test
	void changeWhenRouteIsHiddenThenNamesTheLine() {
		String configuration = CONFIGURATION.formatted(ROUTES.get(1), "", SUBJECTS.get(0))
			.replace("        - authorization: {}\n", "");
		ChangeableRequest request = good("bearer token");
		request.path = "/wide/narrow/a";
		Explanation refused = explainer(configuration).explain(request.toExplain());
		assertThat(refused.verdict().reason()).isEqualTo("policy.deny");
		assertThat(refused.routes()).extracting(Explanation.Route::name, Explanation.Route::outcome)
			.startsWith(tuple("narrow", "chosen"), tuple("wide", "less specific"));
		assertThat(refused.change().text())
			.isEqualTo("Narrow route 'narrow', which hides route 'wide': it would allow the request");
		assertThat(explainer(configuration.replace("/wide/narrow/**", "/wide/narrow/b/**")).explain(request.toExplain())
			.verdict()
			.outcome()).isEqualTo("allow");
	}

	@Test
	void changeWhenKeysAreNotAvailableThenNamesTheJwks() {
		ConfigurationExplainer explainer = explainer(CONFIGURATION.formatted(ROUTES.get(1), "", SUBJECTS.get(0)));
		ChangeableRequest request = good("bearer token").header("X-Mode", "secret-mode").claim("aud", "shop");
		request.path = "/wide/x";
		request.method = "POST";
		Explanation refused = explainer.explain(request.toExplain());
		assertThat(refused.verdict().reason()).isEqualTo("key.unavailable");
		assertThat(refused.verdict().jwks()).isEqualTo("other");
		assertThat(refused.change().target()).isEqualTo("microgate.jwks.other");
		assertThat(refused.requirements().get(0).steps()).last()
			.satisfies((step) -> assertThat(step.step() + " " + step.outcome()).isEqualTo("key not met"));
	}

	@Test
	void explainWhenConditionOnAHeaderFailsThenHidesItsValue() {
		ConfigurationExplainer explainer = explainer(CONFIGURATION.formatted(ROUTES.get(1), "", SUBJECTS.get(0)));
		ChangeableRequest request = good("bearer token");
		request.path = "/wide/x";
		request.method = "POST";
		Explanation refused = explainer.explain(request.toExplain());
		assertThat(refused.verdict().reason()).isEqualTo("policy.none");
		assertThat(refused.toString()).doesNotContain("secret-mode").contains("X-Mode");
	}

	private ChangeableRequest good(String source) {
		ChangeableRequest request = new ChangeableRequest(this.forge).claim("iss", "https://shop.example")
			.claim("aud", List.of("store", "more"))
			.claim("sub", "user/alice")
			.claim("tenant", 7)
			.claim("email", "alice@shop.example")
			.claim("roles", List.of("reader"))
			.claim("verified", true)
			.claim("plan", "platinum");
		request.path = "/api/7";
		request.source = source;
		return request;
	}

	private static String sources(String source) {
		String name = source.replaceAll(".*'(.*)'", "$1");
		return "extractionSources: [" + switch (source.split(" ")[0]) {
			case "header" -> "{header: {name: %s}}".formatted(name);
			case "cookie" -> "{cookie: {name: %s}}".formatted(name);
			case "query" -> "{queryParameter: {name: %s}}".formatted(name);
			default -> "{bearerToken: {}}";
		} + "]";
	}

	private ConfigurationExplainer explainer(String yaml) {
		CheckedConfiguration configuration = CheckedConfiguration.read(Configurations.environment(yaml), List.of());
		return ConfigurationExplainer.offline(configuration,
				Map.of("main", KEYS.publish("main").getBytes(StandardCharsets.UTF_8)), Clock.systemUTC());
	}

}
