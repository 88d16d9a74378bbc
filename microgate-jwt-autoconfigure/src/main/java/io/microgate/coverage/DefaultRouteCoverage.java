package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
 * Computes the coverage from the configuration and the mappings. Works on path patterns:
 * what only a request can tell is a condition of a ruling.
 */
public final class DefaultRouteCoverage implements RouteCoverage {

	private final Supplier<CoveredConfiguration> configuration;

	private final Supplier<List<Mapping>> mappings;

	private final Supplier<List<OpenPath>> openPaths;

	private final Supplier<List<OpenPath>> managementOpenPaths;

	private final Supplier<Collection<String>> metadata;

	/**
	 * Creates the coverage.
	 * @param configuration the configuration that is in force
	 * @param mappings the mappings of the application
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 */
	public DefaultRouteCoverage(Supplier<CoveredConfiguration> configuration, Supplier<List<Mapping>> mappings,
			Supplier<List<OpenPath>> openPaths, Supplier<List<OpenPath>> managementOpenPaths) {
		this.configuration = configuration;
		this.mappings = mappings;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.metadata = List::of;
	}

	private DefaultRouteCoverage(DefaultRouteCoverage other, Supplier<Collection<String>> metadata) {
		this.configuration = other.configuration;
		this.mappings = other.mappings;
		this.openPaths = other.openPaths;
		this.managementOpenPaths = other.managementOpenPaths;
		this.metadata = metadata;
	}

	/**
	 * Lists the documents about protected resources, which no mapping serves.
	 * @param paths paths of the documents that are open
	 * @return a coverage with them
	 */
	public DefaultRouteCoverage withMetadata(Supplier<Collection<String>> paths) {
		return new DefaultRouteCoverage(this, paths);
	}

	@Override
	public List<CoverageRow> rows() {
		return lines().stream().map(CoverageLine::row).toList();
	}

	@Override
	public boolean knowsMappings() {
		return !this.mappings.get().isEmpty();
	}

	@Override
	public List<String> unreachableEntries() {
		Set<String> unreached = new LinkedHashSet<>();
		CoveredConfiguration current = this.configuration.get();
		current.entries().values().forEach((entries) -> entries.forEach((entry) -> unreached.add(entry.name())));
		lines(current).forEach((line) -> line.found()
			.stream()
			.map(TracedRuling::source)
			.filter(Objects::nonNull)
			.forEach((entry) -> unreached.remove(entry.name())));
		return List.copyOf(unreached);
	}

	@Override
	public Map<String, List<EntryDescription>> policies() {
		Map<String, List<EntryDescription>> policies = new LinkedHashMap<>();
		CoveredConfiguration current = this.configuration.get();
		current.entries()
			.forEach((name, entries) -> policies.put(name, entries.stream()
				.map((entry) -> new EntryDescription(entry.name(), entry.conditions(), entry.asks(current.jwts())))
				.toList()));
		return policies;
	}

	@Override
	public void assertNothingOpenBut(String... patterns) {
		List<PathSet> accepted = accepted(patterns);
		fail("Open although not expected to be", knownLines(), (line) -> line.isOpenBeyond(accepted));
	}

	@Override
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

	@Override
	public void assertNothingOnlyUnderCatchAllBut(String... except) {
		List<PathSet> accepted = accepted(except);
		fail("Only under a catch-all", knownLines(),
				(line) -> line.row().standing() != CoverageStatus.GOVERNED && !line.isWithin(accepted)
						&& line.found().stream().map(TracedRuling::ruling).allMatch(Ruling::catchAll));
	}

	@Override
	public void assertNoUnreachableEntries() {
		knownLines();
		List<String> unreachable = unreachableEntries();
		if (!unreachable.isEmpty()) {
			throw new AssertionError("Policy entries that decide about no mapping:\n  "
					+ String.join("\n  ", unreachable) + "\nAll mappings:\n" + CoverageTable.write(rows()));
		}
	}

	@Override
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

	/** Without a mapping every assertion would hold by accident. */
	private List<CoverageLine> knownLines() {
		if (!knowsMappings()) {
			throw new AssertionError("No mapping of the application is known, so nothing can be said of them");
		}
		return lines();
	}

	private List<CoverageLine> lines() {
		return lines(this.configuration.get());
	}

	private List<CoverageLine> lines(CoveredConfiguration current) {
		Map<Boolean, Covered> ports = new HashMap<>();
		List<CoverageLine> lines = new ArrayList<>();
		for (Mapping mapping : this.mappings.get()) {
			Covered covered = ports.computeIfAbsent(mapping.onManagementPort(), (management) -> Covered.of(current,
					(management ? this.managementOpenPaths : this.openPaths).get()));
			lines.addAll(CoverageLine.of(mapping,
					new MappingJoin(mapping.paths(), covered.openPaths(), covered.hosts(), current.unmatched())));
		}
		this.metadata.get().stream().sorted().map(CoverageLine::ofMetadata).forEach(lines::add);
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
			return new Covered(openPaths, HostGroup.of(current, openPaths));
		}

	}

}
