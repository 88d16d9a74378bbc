package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.microgate.match.PathPatternText;
import io.microgate.route.OpenPath;

/**
 * Says which entry of which policy decides about each mapping of the application, and
 * lets tests assert it. Works on path patterns: what can only be told of a request is
 * said to depend on it. Computed when asked, from the configuration that is in force
 * then.
 */
public final class RouteCoverage {

	private final Supplier<CoveredConfiguration> configuration;

	private final Supplier<List<Mapping>> mappings;

	private final Supplier<List<OpenPath>> openPaths;

	private final Supplier<List<OpenPath>> managementOpenPaths;

	/**
	 * Creates the coverage.
	 * @param configuration the configuration that is in force
	 * @param mappings the mappings of the application
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 */
	public RouteCoverage(Supplier<CoveredConfiguration> configuration, Supplier<List<Mapping>> mappings,
			Supplier<List<OpenPath>> openPaths, Supplier<List<OpenPath>> managementOpenPaths) {
		this.configuration = configuration;
		this.mappings = mappings;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
	}

	/**
	 * What decides about each mapping.
	 * @return the rows, each mapping in as many as are decided differently
	 */
	public List<CoverageRow> rows() {
		return lines().stream().map(CoverageLine::row).toList();
	}

	/**
	 * Whether mappings of the application are known.
	 * @return {@code false} where there are none, or none that can be read
	 */
	public boolean knowsMappings() {
		return !this.mappings.get().isEmpty();
	}

	/**
	 * The policy entries that decide about no mapping: there is none for their
	 * conditions, or earlier entries and more specific routes take all its requests.
	 * @return the entries, as messages name them
	 */
	public List<String> unreachableEntries() {
		Set<String> unreached = new LinkedHashSet<>();
		CoveredConfiguration current = this.configuration.get();
		HostGroup.entries(current)
			.values()
			.forEach((entries) -> entries.forEach((entry) -> unreached.add(entry.name())));
		lines(current).forEach((line) -> line.found()
			.stream()
			.map(Found::source)
			.filter(Objects::nonNull)
			.forEach((entry) -> unreached.remove(entry.name())));
		return List.copyOf(unreached);
	}

	/**
	 * The policies, without values of headers and claims.
	 * @return the entries of each policy by its name
	 */
	public Map<String, List<EntryDescription>> policies() {
		Map<String, List<EntryDescription>> policies = new LinkedHashMap<>();
		HostGroup.entries(this.configuration.get())
			.forEach((name, entries) -> policies.put(name,
					entries.stream()
						.map((entry) -> new EntryDescription(entry.name(), entry.conditions(), entry.asks()))
						.toList()));
		return policies;
	}

	/**
	 * Asserts that no mapping lets requests through without a token, for certain or
	 * perhaps, except those whose path is accepted. What Spring answers by itself to
	 * {@code OPTIONS} does not count.
	 * @param patterns Spring path patterns that may be open
	 * @throws AssertionError with a table of the mappings that do
	 */
	public void assertNothingOpenBut(String... patterns) {
		List<PathSet> accepted = accepted(patterns);
		fail("Open although not expected to be", knownLines(), (line) -> line.isOpenBeyond(accepted));
	}

	/**
	 * Asserts that a route with a policy is for every request of every mapping, on some
	 * hosts at least, and that none is let through or left to others for want of a route.
	 * What Spring answers by itself to {@code OPTIONS} does not count.
	 * @param except Spring path patterns of mappings that need not be governed
	 * @throws AssertionError with a table of the mappings that are not
	 */
	public void assertEveryMappingIsGoverned(String... except) {
		List<CoverageLine> lines = knownLines();
		List<PathSet> accepted = accepted(except);
		Set<Mapping> governed = new LinkedHashSet<>();
		lines.stream()
			.filter((line) -> !line.has(Effect::isUnmatched))
			.forEach((line) -> line.methods().forEach((method) -> governed.add(single(line, method))));
		fail("Not governed by a route", lines, (line) -> line.has(Effect::isUnmatched) && !line.isWithin(accepted)
				&& (line.has(Effect::comesThroughUnmatched)
						|| line.methods().stream().anyMatch((method) -> !governed.contains(single(line, method)))));
	}

	/**
	 * Asserts that every mapping is decided by an entry or a route for certain paths, and
	 * none by those alone that are for every path. What Spring answers by itself to
	 * {@code OPTIONS} does not count.
	 * @param except Spring path patterns of mappings that may be left to a catch-all
	 * @throws AssertionError with a table of the mappings that are
	 */
	public void assertNothingOnlyUnderCatchAllBut(String... except) {
		List<PathSet> accepted = accepted(except);
		fail("Only under a catch-all", knownLines(), (line) -> line.row().standing() != Standing.GOVERNED
				&& !line.isWithin(accepted) && line.found().stream().map(Found::ruling).allMatch(Ruling::catchAll));
	}

	/**
	 * Asserts that every policy entry may decide about a mapping.
	 * @throws AssertionError with the entries that may not
	 */
	public void assertNoUnreachableEntries() {
		knownLines();
		List<String> unreachable = unreachableEntries();
		if (!unreachable.isEmpty()) {
			throw new AssertionError("Policy entries that decide about no mapping:\n  "
					+ String.join("\n  ", unreachable) + "\nAll mappings:\n" + CoverageTable.write(rows()));
		}
	}

	/**
	 * Writes everything down for people.
	 * @return a table of the rows, and the entries that no mapping reaches
	 */
	public String describe() {
		StringBuilder text = new StringBuilder(CoverageTable.write(rows()));
		unreachableEntries().forEach((entry) -> text.append("No mapping reaches ").append(entry).append('\n'));
		return text.toString();
	}

	private static Mapping single(CoverageLine line, String method) {
		Mapping mapping = line.mapping();
		return new Mapping(mapping.prefix(), mapping.pattern(), mapping.caseSensitive(), Set.of(method), Set.of(),
				mapping.conditions(), mapping.handler(), mapping.onManagementPort());
	}

	private static void fail(String message, List<CoverageLine> lines, Predicate<CoverageLine> offends) {
		List<CoverageRow> offenders = lines.stream()
			.filter((line) -> !line.answered())
			.filter(offends)
			.map(CoverageLine::row)
			.toList();
		if (!offenders.isEmpty()) {
			throw new AssertionError(message + ":\n" + CoverageTable.write(offenders));
		}
	}

	private static List<PathSet> accepted(String... patterns) {
		return Arrays.stream(patterns).map(PathPatternText::parse).map(PathSet::pattern).toList();
	}

	/** What holds of no mapping at all would hold by accident. */
	private List<CoverageLine> knownLines() {
		List<CoverageLine> lines = lines();
		if (lines.isEmpty()) {
			throw new AssertionError("No mapping of the application is known, so nothing can be said of them");
		}
		return lines;
	}

	private List<CoverageLine> lines() {
		return lines(this.configuration.get());
	}

	private List<CoverageLine> lines(CoveredConfiguration current) {
		Covered server = Covered.of(current, this.openPaths.get());
		Covered management = Covered.of(current, this.managementOpenPaths.get());
		List<CoverageLine> lines = new ArrayList<>();
		for (Mapping mapping : this.mappings.get()) {
			Covered covered = mapping.onManagementPort() ? management : server;
			lines.addAll(CoverageLine.of(mapping,
					new MappingJoin(mapping.paths(), covered.openPaths(), covered.hosts(), current.unmatched())));
		}
		return lines;
	}

	/**
	 * What decides on one port.
	 *
	 * @param openPaths the paths that are open there
	 * @param hosts the routes by host
	 */
	private record Covered(List<OpenPath> openPaths, List<HostGroup> hosts) {

		static Covered of(CoveredConfiguration current, List<OpenPath> openPaths) {
			return new Covered(openPaths, HostGroup.of(current, HostGroup.entries(current), openPaths));
		}

	}

	/**
	 * One entry of a policy.
	 *
	 * @param name what messages call it
	 * @param conditions what has to hold of a request, without values of headers
	 * @param asks what it asks for, without values of claims
	 */
	public record EntryDescription(String name, List<String> conditions, String asks) {
	}

}
