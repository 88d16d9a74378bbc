package io.microgate.constraint;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which components of a spec are set: what the one-of constraints count.
 */
public final class SetComponents {

	private SetComponents() {
	}

	/**
	 * Picks the components that are set.
	 * @param spec the spec
	 * @param names components to look at
	 * @return those of the names whose component is not {@code null}
	 */
	public static List<String> of(Object spec, String... names) {
		return Arrays.stream(names).filter((name) -> value(spec, name) != null).toList();
	}

	private static @Nullable Object value(Object spec, String name) {
		for (RecordComponent component : spec.getClass().getRecordComponents()) {
			if (component.getName().equals(name)) {
				return read(spec, component);
			}
		}
		throw new IllegalStateException(spec.getClass().getName() + " has no component '" + name + "'");
	}

	private static @Nullable Object read(Object spec, RecordComponent component) {
		try {
			return component.getAccessor().invoke(spec);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Component '" + component.getName() + "' cannot be read", ex);
		}
	}

}
