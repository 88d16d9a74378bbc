package io.microgate.route;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.function.SingletonSupplier;

/**
 * Paths that are open without a route, together with all paths below them: those of the
 * health endpoint.
 */
public final class OpenPaths implements SmartInitializingSingleton {

	/**
	 * Nothing is open.
	 */
	public static final OpenPaths NONE = new OpenPaths(List::of);

	private final Supplier<List<String>> roots;

	/**
	 * Creates the open paths.
	 * @param roots decoded paths, each starting with a slash and not ending with one;
	 * asked for once, when all beans are there, because endpoints are known late
	 */
	public OpenPaths(Supplier<List<String>> roots) {
		this.roots = SingletonSupplier.of(roots);
	}

	/** So that no request has to wait until the endpoints have been looked for. */
	@Override
	public void afterSingletonsInstantiated() {
		this.roots.get();
	}

	/**
	 * The paths that are open.
	 * @return decoded paths, open together with all below them
	 */
	public List<String> roots() {
		return this.roots.get();
	}

	/**
	 * Whether a path is open. A route whose literal path lies under an open path was
	 * meant to protect it, so it decides.
	 * @param path the decoded path
	 * @param match what the route table knows of the request
	 * @return whether the request is let through without further questions
	 */
	boolean isOpen(String path, RouteMatch match) {
		return contains(path) && !(match.literal() != null && contains(match.literal()));
	}

	private boolean contains(String path) {
		for (String root : this.roots.get()) {
			if (path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/')) {
				return true;
			}
		}
		return false;
	}

}
