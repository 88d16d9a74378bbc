package io.microgate.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.check.ConfigurationDiff.Difference;
import io.microgate.check.ConfigurationDiff.Field;
import io.microgate.check.ConfigurationDiff.Part;
import io.microgate.coverage.AccessChange;
import io.microgate.coverage.AccessComparison;
import io.microgate.coverage.AccessDifference;
import io.microgate.coverage.ComparedConfiguration;
import io.microgate.coverage.DecidingPart;
import io.microgate.jwks.JwksSpec;
import io.microgate.route.ProtectedResourceSpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares two configurations as a whole: routes and entries, what JWTs accept, where
 * keys come from, and settings that count for every request.
 */
final class DiffReport {

	private static final String PROPAGATIONS = "identityPropagations";

	private static final List<String> ORDER = List.of("wider", "changed", "narrower", "moved");

	private final DiffSide before;

	private final DiffSide after;

	private final List<Difference> differences = new ArrayList<>();

	DiffReport(DiffSide before, DiffSide after) {
		this.before = before;
		this.after = after;
	}

	ConfigurationDiff create() {
		if (this.before.checked() == null || this.after.checked() == null) {
			return createForSwitch();
		}
		Set<String> changedKeys = changedKeys();
		AccessComparison comparison = AccessComparison.of(this.before.compared(), this.after.compared(), changedKeys,
				openPaths());
		comparison.differences().forEach((difference) -> this.differences.add(describe(difference)));
		comparison.jwts().forEach((name, change) -> this.differences.add(describe("jwts", "jwt", name, change)));
		changedKeys.forEach((name) -> this.differences.add(describe("jwks", "jwks", name, AccessChange.CHANGED)));
		addSettings(comparison);
		this.differences.sort(Comparator.comparingInt((difference) -> ORDER.indexOf(difference.change())));
		boolean sameText = this.before.configuration()
			.canonical()
			.digest()
			.equals(this.after.configuration().canonical().digest());
		return new ConfigurationDiff(this.differences.isEmpty(), sameText, this.differences);
	}

	/** Without Microgate the application decides alone. */
	private ConfigurationDiff createForSwitch() {
		boolean same = this.before.checked() == null && this.after.checked() == null;
		if (!same) {
			addSetting("enabled", AccessChange.CHANGED, String.valueOf(this.before.checked() != null),
					String.valueOf(this.after.checked() != null));
		}
		return new ConfigurationDiff(same, same, this.differences);
	}

	private void addSettings(AccessComparison comparison) {
		if (!comparison.isComplete()) {
			addSetting("routes", AccessChange.CHANGED, "too many to compare all", "too many to compare all");
		}
		AccessChange hosts = comparison.ambiguousHosts();
		if (hosts != AccessChange.SAME) {
			boolean refused = hosts == AccessChange.NARROWER;
			addSetting("requests without one clear host", hosts, refused ? "decided by path" : "400",
					refused ? "400" : "decided by path");
		}
		addHealth(this.before.compared(), this.after.compared());
		addSetting("allow-rewriting", sorted(this.before.properties().allowRewriting()),
				sorted(this.after.properties().allowRewriting()));
		addSetting("max-waiting-requests", this.before.properties().maxWaitingRequests(),
				this.after.properties().maxWaitingRequests());
		addClientSettings();
	}

	/** How clients prove who they are, and what of them is passed on. */
	private void addClientSettings() {
		addSetting("client-certificate", this.before.properties().clientCertificate(),
				this.after.properties().clientCertificate());
		addSetting("public-origins", sorted(this.before.properties().publicOrigins()),
				sorted(this.after.properties().publicOrigins()));
		Map<String, ProtectedResourceSpec> old = this.before.properties().protectedResources();
		Map<String, ProtectedResourceSpec> next = this.after.properties().protectedResources();
		for (String name : names(old.keySet(), next.keySet())) {
			addSetting("metadata of the protected resource '%s'".formatted(name), resource(old.get(name)),
					resource(next.get(name)));
		}
		addSecrets();
		for (String name : names(this.before.canonical(PROPAGATIONS).keySet(),
				this.after.canonical(PROPAGATIONS).keySet())) {
			List<Field> fields = CanonicalDiff.of(this.before, this.after, PROPAGATIONS, name);
			if (!fields.isEmpty()) {
				this.differences.add(new Difference(text(AccessChange.CHANGED), false, "propagation", name, null, null,
						null, null, fields));
			}
		}
	}

	/** Says at which path the document is open. */
	private static @Nullable String resource(@Nullable ProtectedResourceSpec spec) {
		return (spec != null) ? spec.resource() : null;
	}

	/** Secrets that list revoked tokens or hashes of certificates. */
	private void addSecrets() {
		Map<String, Object> old = this.before.secrets();
		Map<String, Object> next = this.after.secrets();
		Set<String> listing = names(this.before.listingSecrets(), this.after.listingSecrets());
		for (String name : listing) {
			if (old.containsKey(name) && next.containsKey(name) && !old.get(name).equals(next.get(name))) {
				this.differences.add(new Difference(text(AccessChange.CHANGED), false, "setting", "secret", null, null,
						null, null, List.of(new Field("secret '%s'".formatted(name), null,
								place(this.before, "secrets", name), null, place(this.after, "secrets", name)))));
			}
		}
	}

	private static Set<String> names(Set<String> old, Set<String> next) {
		Set<String> names = new TreeSet<>(old);
		names.addAll(next);
		return names;
	}

	private Set<String> openPaths() {
		Set<String> paths = new TreeSet<>(this.before.openPaths());
		paths.addAll(this.after.openPaths());
		return paths;
	}

	private void addHealth(ComparedConfiguration old, ComparedConfiguration next) {
		String path = this.after.healthPath();
		addSetting("path of the health endpoint", this.before.healthPath(), path);
		if (!old.protectsLike(next, path)) {
			addSetting("all requests for " + path + " and below", AccessChange.CHANGED, protection(old, path),
					protection(next, path));
		}
	}

	private static String protection(ComparedConfiguration configuration, String path) {
		Set<String> routes = configuration.protecting(path);
		return routes.isEmpty() ? "open to GET and HEAD" : "protected by the routes " + String.join(", ", routes);
	}

	private static @Nullable Object sorted(@Nullable List<String> names) {
		return (names != null) ? new TreeSet<>(names) : null;
	}

	private void addSetting(String name, @Nullable Object old, @Nullable Object next) {
		if (!Objects.equals(old, next)) {
			addSetting(name, AccessChange.CHANGED, (old != null) ? old.toString() : null,
					(next != null) ? next.toString() : null);
		}
	}

	private void addSetting(String name, AccessChange change, @Nullable String old, @Nullable String next) {
		this.differences.add(new Difference(text(change), false, "setting", name, null, null, null, null,
				List.of(new Field(name, old, null, next, null))));
	}

	/** JWKS whose keys may be others, those included whose secrets are others. */
	private Set<String> changedKeys() {
		Map<String, Object> old = this.before.canonical("jwks");
		Map<String, Object> next = this.after.canonical("jwks");
		Map<String, Object> oldSecrets = this.before.secrets();
		Map<String, Object> nextSecrets = this.after.secrets();
		Set<String> changed = new TreeSet<>();
		old.forEach((name, spec) -> {
			boolean secret = secretRefs(spec).stream()
				.anyMatch((ref) -> !Objects.equals(oldSecrets.get(ref), nextSecrets.get(ref)));
			if (next.containsKey(name)
					&& (secret || !Objects.equals(request(this.before, name), request(this.after, name))
							|| !spec.equals(next.get(name)))) {
				changed.add(name);
			}
		});
		return changed;
	}

	/** Holds secrets, which the canonical form does not have. */
	private static @Nullable Object request(DiffSide side, String name) {
		JwksSpec spec = side.properties().jwks().get(name);
		return (spec != null) ? spec.extensions().request() : null;
	}

	private static Set<String> secretRefs(@Nullable Object node) {
		Set<String> names = new TreeSet<>();
		if (node instanceof Map<?, ?> fields) {
			fields.forEach((key, value) -> {
				if (key.equals("secretRef") && value instanceof Map<?, ?> ref) {
					names.add(String.valueOf(ref.get("name")));
				}
				names.addAll(secretRefs(value));
			});
		}
		else if (node instanceof List<?> items) {
			items.forEach((item) -> names.addAll(secretRefs(item)));
		}
		return names;
	}

	private Difference describe(String resources, String kind, String name, AccessChange change) {
		List<Field> fields = CanonicalDiff.of(this.before, this.after, resources, name);
		if (fields.isEmpty()) {
			fields = List.of(new Field("a secret", null, place(this.before, resources, name), null,
					place(this.after, resources, name)));
		}
		return new Difference(text(change), false, kind, name, null, null, null, null, fields);
	}

	private static @Nullable String place(DiffSide side, String resources, String name) {
		return side.configuration().places().find(resources, name);
	}

	private Difference describe(AccessDifference difference) {
		AccessChange change = difference.change();
		boolean proved = change != AccessChange.CHANGED && difference.example() != null;
		return new Difference(text(change), proved, "requests", null, part(difference.before(), this.before),
				part(difference.after(), this.after), difference.requests(), difference.example(), null);
	}

	private static Part part(DecidingPart part, DiffSide side) {
		return new Part(part.route(), part.policy(), part.entry(), place(part, side), part.asks());
	}

	private static @Nullable String place(DecidingPart part, DiffSide side) {
		if (part.route() == null || part.policy() == null) {
			return null;
		}
		return (part.entry() != null)
				? side.configuration().places().find("accessControlPolicies", part.policy(), "policies", part.entry())
				: side.configuration().places().find("routes", part.route());
	}

	private static String text(AccessChange change) {
		return change.name().toLowerCase(Locale.ROOT);
	}

}
