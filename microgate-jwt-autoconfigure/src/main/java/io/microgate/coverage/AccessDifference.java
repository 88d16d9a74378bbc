package io.microgate.coverage;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Requests that two configurations decide about differently.
 *
 * @param change how the decisions differ
 * @param before what decides in the first configuration
 * @param after what decides in the second one
 * @param requests the requests; those that earlier routes or entries take are among them
 * @param example a request for which the difference is proved, {@code null} if none was
 * found, so that there may be none
 */
public record AccessDifference(AccessChange change, DecidingPart before, DecidingPart after, List<Requests> requests,
		@Nullable String example) {

	/**
	 * Some of the requests.
	 *
	 * @param hosts the hosts; a name with {@code *.} in front stands for those below it
	 * that no other name is for, the empty string for all that no name is for; empty for
	 * every host
	 * @param methods the methods; the empty string for those that neither configuration
	 * names; empty for every method
	 * @param paths conditions on the path, all of which hold
	 * @param conditions further conditions, all of which hold
	 */
	public record Requests(List<String> hosts, List<String> methods, List<String> paths, List<String> conditions) {
	}

}
