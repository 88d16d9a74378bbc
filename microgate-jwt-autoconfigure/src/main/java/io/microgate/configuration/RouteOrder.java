package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.EntryReach;
import io.microgate.coverage.RouteOverlap;
import io.microgate.coverage.RouteOverlap.Kind;
import io.microgate.coverage.RouteOverlaps;
import io.microgate.route.ExpandedMatch;

/**
 * Routes that take requests of each other, and entries that no request can reach.
 */
final class RouteOrder {

	/** More would hide the other warnings. */
	private static final int MAX_WARNINGS = 50;

	private static final String ONLY_WITH_TRAILING_SLASH = " is only for paths that end in a slash; requests are"
			+ " rejected with 400 where the path without it is decided otherwise, unless a literal names the whole path";

	private final CoveredConfiguration covered;

	private final RouteOverlaps.Result overlaps;

	private final Provenance provenance;

	RouteOrder(MicrogateProperties properties, Provenance provenance) {
		Unmatched unmatched = "pass".equals(properties.unmatchedRequests()) ? Unmatched.PASSED : Unmatched.REFUSED;
		this.covered = new CoveredConfiguration(properties.routes(), properties.accessControlPolicies(),
				properties.jwts(), Map.of(), unmatched);
		this.overlaps = RouteOverlaps.find(this.covered);
		this.provenance = provenance;
	}

	CoveredConfiguration covered() {
		return this.covered;
	}

	/**
	 * Reports regular expressions that take paths from a route whose policy asks for
	 * more. Manifests are not changed for the application alone, so there it is a
	 * warning.
	 */
	void check(Problems problems) {
		for (RouteOverlap overlap : this.overlaps.overlaps()) {
			if (isError(overlap)) {
				problems.add(place(overlap.winner()), overlap.winner().path().text(),
						"must not take paths of %s (%s), whose policy asks for more: a regular expression comes before"
							.formatted(this.provenance.quote(place(overlap.loser())), overlap.loser().path())
								+ " prefixes and patterns",
						"Write it as a path pattern, narrow it, or make it a request condition in the policy of route '%s'"
							.formatted(overlap.loser().route()));
			}
		}
	}

	private boolean isError(RouteOverlap overlap) {
		return overlap.kind() == Kind.LOSER_STRICTER && !this.provenance.isInManifest(place(overlap.winner()));
	}

	/** What an operator should look at, each text beginning with the place. */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		List<RouteOverlap> found = this.overlaps.overlaps();
		for (RouteOverlap overlap : found.subList(0, Math.min(MAX_WARNINGS, found.size()))) {
			warnings.add(describe(overlap));
		}
		if (found.size() > MAX_WARNINGS) {
			warnings.add("'%s' has %d more overlaps like these".formatted(PropertyPath.ROOT.child("routes"),
					found.size() - MAX_WARNINGS));
		}
		warnings.addAll(onlyWithTrailingSlash());
		for (EntryReach.Finding finding : EntryReach.find(this.covered)) {
			warnings.add(describe(finding));
		}
		if (!this.overlaps.complete()) {
			warnings.add("'%s' has too many routes with overlapping paths to compare all of them"
				.formatted(PropertyPath.ROOT.child("routes")));
		}
		return warnings;
	}

	/** A match is there once for each host of its route. */
	private Set<String> onlyWithTrailingSlash() {
		Set<String> warnings = new LinkedHashSet<>();
		for (ExpandedMatch match : this.covered.matches()) {
			if (match.path().isOnlyWithTrailingSlash()) {
				warnings.add(this.provenance.quote(place(match)) + ONLY_WITH_TRAILING_SLASH);
			}
		}
		return warnings;
	}

	private String describe(RouteOverlap overlap) {
		String winner = this.provenance.quote(place(overlap.winner()));
		String loser = this.provenance.quote(place(overlap.loser()));
		return switch (overlap.kind()) {
			case LOSER_UNREACHABLE -> "%s can never be reached: %s (%s) takes all of its requests".formatted(loser,
					winner, overlap.winner().path());
			case LOSER_STRICTER, LOSER_PERHAPS_STRICTER ->
				"%s (%s) %s paths of %s (%s), whose policy asks for more: a regular expression comes before prefixes and patterns"
					.formatted(winner, overlap.winner().path(),
							(overlap.kind() == Kind.LOSER_STRICTER) ? "takes" : "may take", loser,
							overlap.loser().path());
			case ORDERED_BY_NAME ->
				"%s and %s (%s) are for some of the same requests, and nothing but the names of the routes says that '%s' comes first"
					.formatted(winner, loser, overlap.loser().path(), overlap.winner().route());
			case POLICIES_DIFFER ->
				"%s (%s) and %s (%s) share paths, and their policies differ: '%s' comes first and decides about those"
					.formatted(winner, overlap.winner().path(), loser, overlap.loser().path(),
							overlap.winner().route());
			case VARIABLES_DIFFER ->
				"%s (%s) and %s (%s) share paths, and a path variable that claims are compared with is another segment in each: the first decides about those, but they may be mapped to a handler of the second"
					.formatted(winner, overlap.winner().path(), loser, overlap.loser().path());
		};
	}

	private String describe(EntryReach.Finding finding) {
		PropertyPath entry = PropertyPath.ROOT.child("accessControlPolicies")
			.entry(finding.policy())
			.child("policies")
			.element(finding.index());
		return this.provenance.quote(entry) + switch (finding.kind()) {
			case TAKEN_BY_EARLIER -> " can never be reached: an earlier entry takes all of its requests";
			case NOT_ON_ITS_ROUTES -> " can never be reached: no path of its routes meets its conditions";
			case ONLY_WITH_TRAILING_SLASH -> ONLY_WITH_TRAILING_SLASH;
		};
	}

	private static PropertyPath place(ExpandedMatch match) {
		PropertyPath route = PropertyPath.ROOT.child("routes").entry(match.route());
		ExpandedMatch.Source source = match.source();
		return source.component().isEmpty() ? route : route.child(source.component()).element(source.index());
	}

}
