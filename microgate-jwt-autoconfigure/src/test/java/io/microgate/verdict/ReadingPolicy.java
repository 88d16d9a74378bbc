package io.microgate.verdict;

import java.util.List;

import static io.microgate.verdict.ReadingAccess.DENY;
import static io.microgate.verdict.ReadingAccess.OPEN;
import static io.microgate.verdict.ReadingAccess.TOKEN;

/**
 * A configuration, and what it says of each path: the first rule that matches.
 *
 * @param name name of the configuration
 * @param basePath where the application is mounted, empty for the root
 * @param unmatched what happens without a route
 * @param routes routes in the order in which they count
 * @param entries entries of a policy for all paths, empty if there is none
 * @param otherwise what counts where no rule matches
 */
record ReadingPolicy(String name, String basePath, String unmatched, List<ReadingRule> routes,
		List<ReadingRule> entries, ReadingAccess otherwise) {

	private static final String HEALTH = "/manage/health";

	/** By routes only: narrow ones inside broad ones. */
	static final ReadingPolicy ROUTES = new ReadingPolicy("routes", "", "deny",
			List.of(exact("/files/secret.txt", DENY), exact("/api/acme/users/7", DENY), exact("/private-page", DENY),
					exact("/item/data.json", DENY), exact("/wild/secret", DENY), exact("/vault/secret", DENY),
					exact("/go/vault", DENY), exact("/moved/secret", DENY), exact("/wrapped/secret", TOKEN),
					exact("/wrapped-files/secret.txt", DENY), exact("/site/secret.txt", DENY),
					exact("/assets/secret.txt", TOKEN), exact("/pub/secret.txt", DENY), exact("/lib/app.secret", DENY),
					exact("/fn/1", DENY), expression("/api/[^/]+/root(/.*)?", DENY),
					expression("/docs/(.+/)?hidden(/.*)?", DENY), expression("/files/.*\\.secret", DENY),
					pattern("/api/{tenant}/admin/**", DENY), pattern("/api/**", OPEN),
					pattern("/assets/private/**", DENY), pattern("/assets/**", OPEN), pattern("/deep/a/**", TOKEN),
					pattern("/deep/{*rest}", OPEN), pattern("/files/.git/**", DENY),
					pattern("/files/private/**", TOKEN), pattern("/files/{dir}/locked.txt", DENY),
					pattern("/files/**", OPEN), pattern("/fn/{id}/edit", TOKEN), pattern("/fn/**", OPEN),
					pattern("/item/{id:[0-9]+}", TOKEN), pattern("/item/*", OPEN), pattern("/manage/health/**", TOKEN),
					pattern("/manage/mark/secret/**", DENY), pattern("/manage/**", TOKEN),
					pattern("/pub/deep/**", TOKEN), pattern("/site/admin/**", TOKEN), pattern("/target/**", DENY),
					pattern("/vault/{*rest}", TOKEN), pattern("/**", OPEN)),
			List.of(), DENY);

	/** By entries of one policy: what is narrow comes first. */
	private static final ReadingPolicy ENTRIES = new ReadingPolicy("entries", "", "deny", List.of(),
			List.of(exact("/files/secret.txt", DENY), suffix(".secret", DENY), regex("(^|/)\\.git(/|$)", DENY),
					regex("^/api/[^/]+/admin(/|$)", DENY), contains("hidden", DENY), prefix("/vault/", TOKEN),
					prefix("/files/private/", TOKEN), exact("/assets/private/page.html", DENY),
					exact("/assets/secret.txt", DENY), prefix("/manage/mark/secret", DENY), prefix("/manage/", TOKEN),
					exact("/manage", TOKEN), prefix("/target", DENY), exact("/go/vault", TOKEN),
					regex("^/item/[0-9]+$", TOKEN), exact("/item/data.json", DENY), exact("/wrapped/secret", DENY),
					exact("/moved/secret", DENY), exact("/wrapped-files/secret.txt", TOKEN),
					exact("/private-page", DENY), exact("/site/secret.txt", DENY), prefix("/pub/deep/", TOKEN),
					exact("/pub/secret.txt", DENY), regex("^/site/admin/", DENY), suffix("/root", TOKEN),
					prefix("/deep/a/", DENY), regex("^/fn/1(/edit)?$", TOKEN), exact("/wild/secret", DENY),
					prefix("/", OPEN)),
			DENY);

	/** Only what must not pass has a route. */
	private static final ReadingPolicy PASS = new ReadingPolicy("pass", "", "pass",
			List.of(exact("/files/secret.txt", DENY), exact("/private-page", DENY), exact("/site/secret.txt", TOKEN),
					exact("/wrapped-files/secret.txt", DENY), exact("/wrapped/secret", DENY),
					exact("/moved/secret", TOKEN), exact("/go/public", OPEN), exact("/go/vault", TOKEN),
					exact("/assets/secret.txt", DENY), exact("/item/data.json", TOKEN), exact("/wild/secret", DENY),
					exact("/manage", TOKEN), expression(".*\\.secret", DENY), expression("/api/[^/]+/root", DENY),
					expression("(.*/)?hidden(/.*)?", DENY), pattern("/api/{tenant}/admin/**", DENY),
					pattern("/api/{tenant}/users/{id:[0-9]}", TOKEN), pattern("/assets/private/{page}", DENY),
					pattern("/deep/a/{*rest}", DENY), pattern("/files/.git/*", DENY),
					pattern("/files/private/**", TOKEN), pattern("/files/*/locked.txt", DENY),
					pattern("/fn/{id}/edit", DENY), pattern("/item/{id:[0-9]+}", TOKEN),
					pattern("/manage/mark/**", TOKEN), exact("/pub/secret.txt", DENY),
					pattern("/pub/{x}/secret.txt", TOKEN), pattern("/site/{admin:ad.*}/**", TOKEN),
					pattern("/target/{name}", DENY), pattern("/vault/**", TOKEN)),
			List.of(), OPEN);

	/** Only what is named is open, and the application is mounted elsewhere. */
	static final ReadingPolicy ALLOWED = new ReadingPolicy("allowed", "/ctx", "deny", List.of(),
			List.of(suffix(".secret", DENY), prefix("/target", DENY), contains("/admin/", DENY),
					exact("/files/public.txt", OPEN), exact("/api/acme/users/7", OPEN), suffix(".css", OPEN),
					suffix(".json", OPEN), prefix("/deep/a/", OPEN), regex("^/docs/[a-z]/b$", OPEN),
					exact("/go/public", OPEN), exact("/wrapped/x", OPEN), exact("/moved/x", OPEN),
					exact("/wrapped-files/a.txt", OPEN), exact("/page", OPEN), exact("/wild/any", OPEN),
					regex("^/site/[a-z]+\\.svg$", OPEN), exact("/fn/1", OPEN), exact("/manage/mark/a", OPEN),
					prefix("/", TOKEN)),
			DENY);

	static List<ReadingPolicy> all() {
		return List.of(ROUTES, ENTRIES, PASS, ALLOWED);
	}

	/**
	 * What the policy says of a path. What answers for a path with a slash at its end may
	 * have read it without.
	 */
	ReadingAccess accessOf(String path) {
		ReadingAccess access = accessAsWritten(path);
		boolean slash = path.length() > 1 && path.endsWith("/");
		return slash ? access.and(accessOf(path.substring(0, path.length() - 1))) : access;
	}

	private ReadingAccess accessAsWritten(String path) {
		if (isOpenHealth(path)) {
			return OPEN;
		}
		List<ReadingRule> rules = this.routes.isEmpty() ? this.entries : this.routes;
		for (ReadingRule rule : rules) {
			if (rule.matches(path)) {
				return rule.access();
			}
		}
		return this.otherwise;
	}

	/** The additional path of a group is open by itself alone. */
	private boolean isOpenHealth(String path) {
		boolean below = path.equals(HEALTH) || path.startsWith(HEALTH + "/");
		boolean routed = this.routes.stream().anyMatch((route) -> route.text().startsWith(HEALTH));
		return path.equals("/probe") || (below && !routed);
	}

	/** {@code application.yml}: names are against the order that counts. */
	String configuration() {
		StringBuilder names = new StringBuilder();
		StringBuilder policies = new StringBuilder();
		for (int i = 0; i < this.routes.size(); i++) {
			ReadingRule route = this.routes.get(i);
			String name = "r%d".formatted(99 - i);
			names.append("    %s: {%s}\n".formatted(name, route.routePaths()));
			policies.append(policy(name, List.of("{" + route.access().authorization() + "}")));
		}
		if (!this.entries.isEmpty()) {
			names.append("    all: {paths: [/**]}\n");
			policies.append(policy("all", this.entries.stream().map(ReadingRule::entry).toList()));
		}
		return """
				microgate:
				  unmatched-requests: %s
				  secrets: {main: "${readings.keys}"}
				  jwks: {main: {provider: {local: {secretRef: {name: main}}}}}
				  jwts:
				    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
				  routes:
				%s  access-control-policies:
				%s"""
			.formatted(this.unmatched, names, policies);
	}

	private static String policy(String route, List<String> entries) {
		return "    %s: {targetRefs: [{name: %s}], policies: [%s]}\n".formatted(route, route,
				String.join(", ", entries));
	}

	private static ReadingRule exact(String path, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.EXACT, path, access);
	}

	private static ReadingRule prefix(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.PREFIX, text, access);
	}

	private static ReadingRule suffix(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.SUFFIX, text, access);
	}

	private static ReadingRule contains(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.CONTAINS, text, access);
	}

	private static ReadingRule regex(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.REGEX, text, access);
	}

	private static ReadingRule expression(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.EXPRESSION, text, access);
	}

	private static ReadingRule pattern(String text, ReadingAccess access) {
		return new ReadingRule(ReadingRule.Kind.PATTERN, text, access);
	}

	/** For the names of tests. */
	@Override
	public String toString() {
		return this.name;
	}

}
