package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A spec, or a part of one, and its path in the configuration.
 *
 * @param <T> type of the spec
 * @param path its path
 * @param spec the spec
 */
record SpecElement<T>(PropertyPath path, T spec) {

	/**
	 * Finds the values of a component anywhere in a configuration.
	 * @param <C> type of the values
	 * @param properties the configuration
	 * @param place components from the root down, see {@link #find(String, Class)}
	 * @param type type of the values
	 * @return the values in their order
	 */
	static <C> List<SpecElement<C>> find(MicrogateProperties properties, String place, Class<C> type) {
		return new SpecElement<>(PropertyPath.ROOT, properties).find(place, type);
	}

	/**
	 * Finds the values of a component below this one, in each element of the lists and
	 * maps on the way.
	 * @param <C> type of the values
	 * @param place names of components with dots between them and {@code |} between
	 * alternatives
	 * @param type type of the values
	 * @return the values in their order, without absent ones
	 */
	<C> List<SpecElement<C>> find(String place, Class<C> type) {
		List<SpecElement<C>> found = new ArrayList<>();
		collect(this.path, this.spec, place.split("\\."), 0, type, found);
		return found;
	}

	private static <C> void collect(PropertyPath path, Object value, String[] components, int next, Class<C> type,
			List<SpecElement<C>> found) {
		if (value instanceof Map<?, ?> entries) {
			for (Map.Entry<?, ?> entry : entries.entrySet()) {
				collect(path.entry((String) entry.getKey()), entry.getValue(), components, next, type, found);
			}
		}
		else if (value instanceof List<?> items) {
			for (int i = 0; i < items.size(); i++) {
				collect(path.element(i), items.get(i), components, next, type, found);
			}
		}
		else if (next == components.length) {
			found.add(new SpecElement<>(path, type.cast(value)));
		}
		else {
			for (String component : components[next].split("\\|")) {
				SpecSchema schema = path.schema().requiredChild(component);
				Object child = schema.valueIn(value);
				if (child != null) {
					collect(path.child(schema), child, components, next + 1, type, found);
				}
			}
		}
	}

}
