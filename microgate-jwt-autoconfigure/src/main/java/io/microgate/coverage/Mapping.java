package io.microgate.coverage;

import java.util.List;
import java.util.Set;

/**
 * Describes one mapping of the application: the requests that a handler takes.
 *
 * @param prefix text in front of the pattern, of a servlet that is mounted elsewhere than
 * at the root
 * @param pattern Spring path pattern
 * @param caseSensitive whether the pattern is compared so
 * @param methods the methods it takes, all when empty
 * @param answered methods that Spring answers for it without calling the handler
 * @param conditions what else a request has to meet
 * @param handler what takes the requests
 * @param onManagementPort whether it is served on a separate management port
 */
public record Mapping(String prefix, String pattern, boolean caseSensitive, Set<String> methods, Set<String> answered,
		List<String> conditions, String handler, boolean onManagementPort) {

	String path() {
		return this.prefix + this.pattern;
	}

	/**
	 * The paths it takes. A request for the application without a path asks for its root.
	 */
	PathSet paths() {
		if (path().isEmpty()) {
			return PathSet.exact("/");
		}
		return PatternGlobs.read(this.prefix, this.pattern, this.caseSensitive);
	}

}
