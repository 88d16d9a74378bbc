package io.microgate.match;

import org.jspecify.annotations.Nullable;

/**
 * The position of a segment in the paths of a pattern.
 *
 * @param index how many segments are in front of it, or behind it
 * @param fromEnd whether they are behind it, because any number may be in front
 */
public record SegmentPosition(int index, boolean fromEnd) {

	/**
	 * Reads the segment.
	 * @param path a decoded path, which starts with a slash or is empty
	 * @return the segment, {@code null} if the path has too few
	 */
	public @Nullable String read(String path) {
		return this.fromEnd ? readFromEnd(path) : readFromStart(path);
	}

	private @Nullable String readFromStart(String path) {
		int slash = 0;
		for (int i = 0; i < this.index && slash >= 0; i++) {
			slash = path.indexOf('/', slash + 1);
		}
		if (slash < 0 || path.isEmpty()) {
			return null;
		}
		int end = path.indexOf('/', slash + 1);
		return path.substring(slash + 1, (end >= 0) ? end : path.length());
	}

	private @Nullable String readFromEnd(String path) {
		int end = path.length();
		for (int i = 0; i < this.index && end > 0; i++) {
			end = path.lastIndexOf('/', end - 1);
		}
		return (end > 0) ? path.substring(path.lastIndexOf('/', end - 1) + 1, end) : null;
	}

}
