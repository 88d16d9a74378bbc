package io.microgate.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.coverage.AccessComparison.Key;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AccessComparison} against the decisions about many requests, before and
 * after random edits.
 */
@Tag("slow")
class AccessComparisonOracleTests {

	private static final int EDITS = Integer.getInteger("microgate.test.comparisons", 600);

	private static final int PROBES = 160;

	private final AccessProbes probes = new AccessProbes();

	private final List<String> contradictions = new ArrayList<>();

	private int edits;

	private int changedEdits;

	private int changedProbes;

	private int silentEdits;

	private int onlyMoved;

	private int sameEdits;

	@TempDir
	private Path keys;

	@Test
	void compareWhenConfigurationIsEditedThenListsEachRequestWhoseDecisionChanged(TestReporter reporter) {
		this.probes.writeKeys(this.keys);
		for (long seed = 0; this.edits < EDITS; seed++) {
			RandomAccess before = RandomAccess.of(seed, this.keys.toUri().toString());
			CheckedConfiguration old = read(before.yaml());
			if (old != null) {
				compare(seed, old, before.edited(seed * 31 + 7));
			}
		}
		reporter.publishEntry("compared",
				"%d edits, %d changed decisions of %d requests; %d said to be the same; %d listed without a changed request, %d of them moved only"
					.formatted(this.edits, this.changedEdits, this.changedProbes, this.sameEdits, this.silentEdits,
							this.onlyMoved));
		assertThat(this.contradictions).isEmpty();
		assertThat(this.changedEdits).isGreaterThan(EDITS / 3);
	}

	@Test
	void compareWhenKeysAreReorderedAndSpelledInAnotherWayThenIsTheSame() {
		this.probes.writeKeys(this.keys);
		int compared = 0;
		for (long seed = 0; compared < 200; seed++) {
			RandomAccess access = RandomAccess.of(seed, this.keys.toUri().toString());
			CheckedConfiguration configuration = read(access.yaml());
			if (configuration != null) {
				CheckedConfiguration reordered = read(access.reordered(seed));
				AccessComparison comparison = comparison(configuration, Objects.requireNonNull(reordered));
				assertThat(comparison.differences()).as("seed %d", seed).isEmpty();
				assertThat(comparison.jwts()).isEmpty();
				compared++;
			}
		}
	}

	private static CheckedConfiguration read(String yaml) {
		try {
			return Coverages.read(yaml);
		}
		catch (InvalidConfigurationException ex) {
			return null;
		}
	}

	private static AccessComparison comparison(CheckedConfiguration old, CheckedConfiguration next) {
		return AccessComparison.of(compared(old), compared(next), Set.of(), Set.of());
	}

	private static ComparedConfiguration compared(CheckedConfiguration checked) {
		return new ComparedConfiguration(
				new CoveredConfiguration(checked.properties().routes(), checked.properties().accessControlPolicies(),
						checked.properties().jwts(), checked.entryNames(),
						checked.passesUnmatchedRequests() ? Unmatched.PASSED : Unmatched.REFUSED),
				checked.properties().jwts(), checked.properties().jwks(),
				new ClientProofs(checked.properties().clientCertificate(), checked.properties().publicOrigins(),
						Map.copyOf(checked.properties().secrets())));
	}

	private void compare(long seed, CheckedConfiguration old, RandomAccess edited) {
		CheckedConfiguration next = read(edited.yaml());
		if (next == null || next.meansTheSameAs(old)) {
			return;
		}
		this.edits++;
		AccessComparison comparison = comparison(old, next);
		List<TestRequest> requests = this.probes.requests(seed, PROBES);
		List<Decision> before = DecidedRequests.decide(old, requests);
		List<Decision> after = DecidedRequests.decide(next, requests);
		int changed = 0;
		for (int i = 0; i < requests.size(); i++) {
			if (before.get(i).allowed() != after.get(i).allowed()) {
				changed++;
				check(seed, comparison, requests.get(i), before.get(i), after.get(i));
			}
		}
		count(comparison, changed);
	}

	private void count(AccessComparison comparison, int changed) {
		boolean same = comparison.differences().isEmpty() && comparison.jwts().isEmpty()
				&& comparison.ambiguousHosts() == AccessChange.SAME;
		this.changedProbes += changed;
		this.changedEdits += (changed > 0) ? 1 : 0;
		this.sameEdits += same ? 1 : 0;
		if (changed == 0 && !same) {
			this.silentEdits++;
			boolean moved = comparison.jwts().isEmpty()
					&& comparison.found().keySet().stream().allMatch((key) -> key.change() == AccessChange.MOVED);
			this.onlyMoved += moved ? 1 : 0;
		}
	}

	private void check(long seed, AccessComparison comparison, TestRequest request, Decision before, Decision after) {
		Set<AccessChange> listed = EnumSet.noneOf(AccessChange.class);
		Set<AccessChange> exact = EnumSet.noneOf(AccessChange.class);
		for (Map.Entry<Key, RuleDifference> found : comparison.found().entrySet()) {
			if (isListed(found.getValue(), comparison, request)) {
				listed.add(found.getKey().change());
				if (isBy(found.getKey().before(), before) && isBy(found.getKey().after(), after)) {
					exact.add(found.getKey().change());
				}
			}
		}
		if (!request.isHostJudged()) {
			listed.add(comparison.ambiguousHosts());
		}
		listed.addAll(jwts(comparison, before, after));
		exact.addAll(jwts(comparison, before, after));
		listed.remove(AccessChange.SAME);
		AccessChange wanted = after.allowed() ? AccessChange.WIDER : AccessChange.NARROWER;
		boolean oneReading = before.reason() != DenyReason.REQUEST_PATH && after.reason() != DenyReason.REQUEST_PATH;
		boolean good = oneReading ? exact.contains(wanted) || exact.contains(AccessChange.CHANGED) : !listed.isEmpty();
		if (!good) {
			this.contradictions.add("seed %d: %s %s%s?%s, %s -> %s, %s".formatted(seed, request.method(),
					request.host(), request.path(), request.query(), before, after, listed));
		}
	}

	private static List<AccessChange> jwts(AccessComparison comparison, Decision before, Decision after) {
		if (before.entry() == null || after.entry() == null
				|| !Objects.equals(before.entry().jwt(), after.entry().jwt())) {
			return List.of();
		}
		AccessChange change = comparison.jwts().get(String.valueOf(before.entry().jwt()));
		return (change != null) ? List.of(change) : List.of();
	}

	private static boolean isListed(RuleDifference difference, AccessComparison comparison, TestRequest request) {
		String method = comparison.methods().contains(request.method()) ? request.method() : "";
		String path = request.path();
		String slashless = (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
		return difference.isFor(host(comparison.hosts(), request.host()), method)
				&& (difference.requests().takesPath(path) || difference.requests().takesPath(slashless));
	}

	/** The most specific of the hosts. */
	private static String host(Set<String> hosts, String host) {
		if (hosts.contains(host)) {
			return host;
		}
		for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
			if (hosts.contains(host.substring(dot))) {
				return host.substring(dot);
			}
		}
		return "";
	}

	private static boolean isBy(DecidingPart part, Decision decision) {
		if (decision.entry() == null) {
			return Objects.equals(part.route(), decision.route()) && part.entry() == null;
		}
		return Objects.equals(part.route(), decision.route()) && part.entry() != null
				&& part.entry() == decision.entry().number();
	}

}
