package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Finds the place in a file that is nearest to a property, which may be absent or, as an
 * object, have no place of its own.
 */
final class OriginFinder {

	private final List<Place> places = new ArrayList<>();

	/**
	 * Remembers a place. Sources are added in the order of precedence.
	 * @param path the property
	 * @param property what stands there
	 */
	void add(PropertyPath path, SourceProperty property) {
		this.places.add(new Place(path, property));
	}

	@Nullable Origin find(PropertyPath path) {
		int exact = first((place) -> place.path.equals(path));
		if (exact >= 0 && this.places.get(exact).isLocated()) {
			return this.places.get(exact).origin();
		}
		int anchor = (exact >= 0) ? exact : first((place) -> place.path.isAtOrBelow(path));
		for (PropertyPath above = path; above != null; above = above.parent()) {
			Place nearest = nearest(above, anchor);
			if (nearest != null) {
				return nearest.origin();
			}
		}
		return (anchor >= 0) ? this.places.get(anchor).origin() : null;
	}

	private int first(Predicate<Place> condition) {
		for (int i = 0; i < this.places.size(); i++) {
			if (condition.test(this.places.get(i))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Sources keep the order of the file, so that a small difference of positions means
	 * neighbours. A neighbour in another file would mislead.
	 */
	private @Nullable Place nearest(PropertyPath above, int anchor) {
		Place nearest = null;
		int least = Integer.MAX_VALUE;
		for (int i = 0; i < this.places.size(); i++) {
			Place place = this.places.get(i);
			boolean sameSource = anchor < 0 || place.source() == this.places.get(anchor).source();
			if (sameSource && place.isLocated() && place.path.isAtOrBelow(above) && Math.abs(i - anchor) < least) {
				least = Math.abs(i - anchor);
				nearest = place;
			}
		}
		return nearest;
	}

	private record Place(PropertyPath path, SourceProperty property) {

		@Nullable Origin origin() {
			return this.property.origin();
		}

		boolean isLocated() {
			return this.property.located();
		}

		int source() {
			return this.property.source();
		}

	}

}
