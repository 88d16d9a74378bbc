package io.microgate.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One row of the coverage before it is written for users.
 *
 * @param mapping the mapping
 * @param answered whether Spring answers without calling the handler
 * @param methods the methods
 * @param hosts the hosts
 * @param found the rulings
 */
record CoverageLine(Mapping mapping, boolean answered, List<String> methods, List<String> hosts,
		List<TracedRuling> found) {

	/** All methods that conditions can name. */
	static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
			"CONNECT", "other");

	private static final String METADATA = "the metadata of a protected resource";

	/** Joins a mapping, and merges methods and hosts that are decided in the same way. */
	static List<CoverageLine> of(Mapping mapping, MappingJoin join) {
		List<CoverageLine> lines = new ArrayList<>();
		addTo(lines, mapping, join, false,
				(mapping.methods().isEmpty()) ? without(mapping.answered()) : List.copyOf(mapping.methods()));
		addTo(lines, mapping, join, true, List.copyOf(mapping.answered()));
		return lines;
	}

	/** A document that is open at its path alone, without a mapping. */
	static CoverageLine ofMetadata(String path) {
		List<String> methods = List.of("GET", "HEAD");
		Mapping mapping = new Mapping("", path, true, Set.copyOf(methods), Set.of(), List.of(), METADATA, false);
		Ruling ruling = new Ruling(Effect.OPEN, null, METADATA, List.of(), false);
		return new CoverageLine(mapping, false, methods, List.of("any host"),
				List.of(new TracedRuling(ruling, null, List.of(PathSet.exact(path)))));
	}

	private static List<String> without(Set<String> answered) {
		return METHODS.stream().filter((method) -> !answered.contains(method)).toList();
	}

	private static void addTo(List<CoverageLine> lines, Mapping mapping, MappingJoin join, boolean answered,
			List<String> methods) {
		Map<List<Object>, CoverageLine> byContent = new LinkedHashMap<>();
		for (HostGroup host : join.hosts()) {
			Map<List<Ruling>, CoverageLine> byRulings = new LinkedHashMap<>();
			for (String method : inOrder(methods)) {
				List<TracedRuling> found = join.decide(method, host);
				List<Ruling> rulings = found.stream().map(TracedRuling::ruling).toList();
				byRulings
					.computeIfAbsent(rulings,
							(key) -> new CoverageLine(mapping, answered, new ArrayList<>(), new ArrayList<>(), found))
					.methods()
					.add(method);
			}
			byRulings
				.forEach((rulings, line) -> byContent.computeIfAbsent(List.of(rulings, line.methods()), (key) -> line)
					.hosts()
					.add(host.name()));
		}
		lines.addAll(byContent.values());
	}

	private static List<String> inOrder(List<String> methods) {
		return methods.stream()
			.sorted((first, second) -> Integer.compare(METHODS.indexOf(first), METHODS.indexOf(second)))
			.toList();
	}

	boolean has(Predicate<Effect> effect) {
		return this.found.stream().anyMatch((found) -> effect.test(found.ruling().effect()));
	}

	/** Whether something is let through that lies in none of the given sets of paths. */
	boolean isOpenBeyond(List<PathSet> accepted) {
		return this.found.stream()
			.filter((found) -> found.ruling().effect().mayBeOpen())
			.anyMatch((found) -> accepted.stream().noneMatch(found::isWithin));
	}

	boolean isWithin(List<PathSet> accepted) {
		PathSet paths = this.mapping.paths();
		return accepted.stream().anyMatch((set) -> set.extent(paths) == MatchExtent.ALL);
	}

	CoverageRow row() {
		List<Ruling> rulings = this.found.stream().map(TracedRuling::ruling).toList();
		return new CoverageRow(List.copyOf(this.methods), this.mapping.path(), List.copyOf(this.hosts),
				this.mapping.onManagementPort(), this.answered, this.mapping.handler(), this.mapping.conditions(),
				CoverageStatus.of(rulings), rulings);
	}

}
