package io.microgate.configuration;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A spec, or a part of one, and its place in the configuration.
 *
 * @param <T> type of the spec
 * @param path the place
 * @param spec the spec
 */
record Located<T>(PropertyPath path, T spec) {

	/**
	 * The resources of one kind.
	 * @param <T> type of the spec
	 * @param component the component of the root that holds them
	 * @param resources the resources by name
	 * @return the specs and their places
	 */
	static <T> Stream<Located<T>> resources(String component, Map<String, T> resources) {
		PropertyPath map = PropertyPath.ROOT.child(component);
		return resources.entrySet().stream().map((entry) -> new Located<>(map.entry(entry.getKey()), entry.getValue()));
	}

	/**
	 * The value of a component.
	 * @param <C> type of the component
	 * @param component its name
	 * @param getter its accessor
	 * @return the value and its place, nothing if it is absent
	 */
	<C> Stream<Located<C>> child(String component, Component<T, C> getter) {
		C value = getter.of(this.spec);
		return (value != null) ? Stream.of(new Located<>(this.path.child(component), value)) : Stream.empty();
	}

	/**
	 * The items of a component that is a list.
	 * @param <C> type of the items
	 * @param component its name
	 * @param getter its accessor
	 * @return the items and their places, none if the list is absent
	 */
	<C> Stream<Located<C>> items(String component, Component<T, List<C>> getter) {
		List<C> items = getter.of(this.spec);
		if (items == null) {
			return Stream.empty();
		}
		PropertyPath list = this.path.child(component);
		return IntStream.range(0, items.size()).mapToObj((i) -> new Located<>(list.element(i), items.get(i)));
	}

	/**
	 * An accessor of a component that may be absent.
	 *
	 * @param <T> type of the spec
	 * @param <C> type of the component
	 */
	@FunctionalInterface
	interface Component<T, C> {

		@Nullable C of(T spec);

	}

}
