package io.microgate.route;

import java.util.List;

/**
 * A path that is open to GET and HEAD without a route.
 *
 * @param path the decoded path, starting with a slash and not ending with one
 * @param withBelow whether all paths below are open, too
 * @param except paths below it that are not open, including everything below those
 */
public record OpenPath(String path, boolean withBelow, List<String> except) {

	/**
	 * Creates a path that is open by itself.
	 * @param path the decoded path
	 * @return the open path
	 */
	public static OpenPath alone(String path) {
		return new OpenPath(path, false, List.of());
	}

	/**
	 * Creates a path that is open together with what is below.
	 * @param path the decoded path
	 * @param except paths below it that are not open
	 * @return the open path
	 */
	public static OpenPath withBelow(String path, List<String> except) {
		return new OpenPath(path, true, List.copyOf(except));
	}

	boolean isOpen(String requested) {
		return (this.withBelow ? isAtOrBelow(requested, this.path) : requested.equals(this.path))
				&& this.except.stream().noneMatch((closed) -> isAtOrBelow(requested, closed));
	}

	/** Whether a route that begins at this path may decide about a request. */
	boolean concerns(String requested) {
		return this.withBelow ? isAtOrBelow(requested, this.path)
				: requested.equals(this.path) || requested.equals(this.path + '/');
	}

	/** Whether a route that begins at a path was written for this one or below. */
	boolean isMeantBy(String beginning) {
		return this.withBelow ? isAtOrBelow(beginning, this.path) : beginning.equals(this.path);
	}

	private static boolean isAtOrBelow(String path, String ancestor) {
		return path.startsWith(ancestor)
				&& (path.length() == ancestor.length() || path.charAt(ancestor.length()) == '/');
	}

}
