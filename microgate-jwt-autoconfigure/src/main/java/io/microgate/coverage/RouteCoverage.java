package io.microgate.coverage;

import java.util.List;
import java.util.Map;

/**
 * Tells which entry of which policy decides about each mapping of the application, and
 * lets tests assert it. Computed when asked, from the configuration that is in force
 * then.
 */
public interface RouteCoverage {

	/**
	 * What decides about each mapping.
	 * @return the rows, each mapping in as many as are decided differently
	 */
	List<CoverageRow> rows();

	/**
	 * Whether mappings of the application are known.
	 * @return {@code false} where there are none, or none that can be read
	 */
	boolean knowsMappings();

	/**
	 * The policy entries that decide about no mapping: there is none for their
	 * conditions, or earlier entries and more specific routes take all its requests.
	 * @return the entries, as messages name them
	 */
	List<String> unreachableEntries();

	/**
	 * The policies, without values of headers and claims.
	 * @return the entries of each policy by its name
	 */
	Map<String, List<EntryDescription>> policies();

	/**
	 * Asserts that no mapping lets requests through without a token, for certain or
	 * perhaps, except those whose path is accepted. What Spring answers by itself to
	 * {@code OPTIONS} does not count.
	 * @param patterns Spring path patterns that may be open
	 * @throws AssertionError with a table of the mappings that do
	 */
	void assertNothingOpenBut(String... patterns);

	/**
	 * Asserts that a route with a policy is for every request of every mapping, on some
	 * hosts at least, and that none is let through or left to others for want of a route.
	 * What Spring answers by itself to {@code OPTIONS} does not count.
	 * @param except Spring path patterns of mappings that need not be governed
	 * @throws AssertionError with a table of the mappings that are not
	 */
	void assertEveryMappingIsGoverned(String... except);

	/**
	 * Asserts that every mapping is decided by an entry or a route for certain paths, and
	 * none by those alone that are for every path. What Spring answers by itself to
	 * {@code OPTIONS} does not count.
	 * @param except Spring path patterns of mappings that may be left to a catch-all
	 * @throws AssertionError with a table of the mappings that are
	 */
	void assertNothingOnlyUnderCatchAllBut(String... except);

	/**
	 * Asserts that every policy entry may decide about a mapping.
	 * @throws AssertionError with the entries that may not
	 */
	void assertNoUnreachableEntries();

	/**
	 * Writes everything down for people.
	 * @return a table of the rows, and the entries that no mapping reaches
	 */
	String describe();

	/**
	 * One entry of a policy.
	 *
	 * @param name what messages call it
	 * @param conditions what has to hold of a request, without values of headers
	 * @param asks what it asks for, without values of claims
	 */
	record EntryDescription(String name, List<String> conditions, String asks) {
	}

}
