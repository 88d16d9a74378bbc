package io.microgate.configuration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;

/**
 * The values that take effect when all sources are laid over each other, in a form that
 * binds: what is wrong is replaced, so that the checks go on behind it.
 */
final class EffectiveValues {

	/**
	 * Stands for {@code {}}. An empty text would be taken for the only component of a
	 * record that has one.
	 */
	static final Object EMPTY_OBJECT = Map.of();

	private final Map<PropertyPath, Object> values = new LinkedHashMap<>();

	private final Set<PropertyPath> parents = new HashSet<>();

	private final Map<PropertyPath, Integer> listSources = new HashMap<>();

	private final Map<PropertyPath, NavigableSet<Integer>> indexes = new LinkedHashMap<>();

	void put(PropertyPath path, Object value) {
		this.values.put(path, value);
		for (PropertyPath parent = path.parent(); parent != null; parent = parent.parent()) {
			this.parents.add(parent);
		}
	}

	void putIfVacant(PropertyPath path, Object value) {
		if (isVacant(path)) {
			put(path, value);
		}
	}

	boolean contains(PropertyPath path) {
		return this.values.containsKey(path);
	}

	boolean isVacant(PropertyPath path) {
		return !this.values.containsKey(path) && !this.parents.contains(path);
	}

	boolean holdsNothing(PropertyPath object) {
		return !this.parents.contains(object);
	}

	/**
	 * Whether nothing but one child of an object has a value.
	 * @param object the object
	 * @param child the child
	 * @return whether all values of the object are at or below the child
	 */
	boolean holdsOnly(PropertyPath object, PropertyPath child) {
		return this.values.keySet().stream().allMatch((path) -> !path.isAtOrBelow(object) || path.isAtOrBelow(child));
	}

	/**
	 * The entries of a map.
	 * @param map the map
	 * @return the paths of entries that have a value
	 */
	Set<PropertyPath> children(PropertyPath map) {
		return Stream.concat(this.values.keySet().stream(), this.parents.stream())
			.filter((path) -> map.equals(path.parent()))
			.collect(Collectors.toSet());
	}

	/**
	 * Lists of different sources do not merge: the first source that has the list gives
	 * all of it.
	 * @param list the list
	 * @param source rank of a source that has it
	 * @return whether the list is taken from this source
	 */
	boolean takesList(PropertyPath list, int source) {
		return this.listSources.computeIfAbsent(list, (path) -> source) == source;
	}

	void addIndex(PropertyPath list, int index) {
		this.indexes.computeIfAbsent(list, (path) -> new TreeSet<>()).add(index);
	}

	/**
	 * Empties the lists whose elements are not numbered one after the other.
	 * @return these lists
	 */
	Set<PropertyPath> emptyListsWithGaps() {
		Set<PropertyPath> lists = new HashSet<>();
		this.indexes.forEach((list, positions) -> {
			if (positions.last() >= positions.size()) {
				lists.add(list);
				this.values.keySet().removeIf((path) -> path.isAtOrBelow(list));
				put(list, "");
			}
		});
		return lists;
	}

	/**
	 * The values of each resource apart. Boot looks for the elements of a list among all
	 * names of a source, which takes too long where thousands of resources share one.
	 * @return sources by the path of a resource, and one by the root for all else
	 */
	Map<PropertyPath, ConfigurationPropertySource> toSources() {
		Map<PropertyPath, Map<String, Object>> properties = new LinkedHashMap<>();
		this.values.forEach((path, value) -> {
			if (value != EMPTY_OBJECT || !this.parents.contains(path)) {
				properties.computeIfAbsent(path.resource(), (resource) -> new LinkedHashMap<>())
					.put(path.text(), value);
			}
		});
		Map<PropertyPath, ConfigurationPropertySource> sources = new LinkedHashMap<>();
		properties.forEach((resource, values) -> sources.put(resource, toSource(values)));
		return sources;
	}

	private static ConfigurationPropertySource toSource(Map<String, Object> properties) {
		boolean immutable = true;
		return Objects.requireNonNull(ConfigurationPropertySource
			.from(new OriginTrackedMapPropertySource(PropertyPath.ROOT.text(), properties, immutable)));
	}

}
