package io.microgate.coverage;

import java.lang.reflect.Field;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Finds out whether a URL handler filter changes requests. A redirect changes none.
 */
public final class RewritingFilters {

	public static final String METHOD = "takes the method from a parameter";

	public static final String FORWARDED = "takes host and context path from forwarded headers";

	public static final String SLASH = "drops the trailing slash of a path";

	private RewritingFilters() {
	}

	/**
	 * Finds out whether a URL handler filter changes requests.
	 * @param type the class of the filter, which each web stack has
	 * @param filter the filter
	 * @return {@code true} also if the filter cannot be read
	 */
	public static <T> boolean isRewriting(Class<T> type, T filter) {
		Object handlers = read(type, "handlers", filter);
		return !(handlers instanceof Map<?, ?> map) || map.keySet()
			.stream()
			.anyMatch((handler) -> handler == null || !handler.getClass().getSimpleName().startsWith("Redirect"));
	}

	/**
	 * Reads a private field, which {@code MicrogateRuntimeHints} has to list.
	 * @param type the class that declares the field
	 * @param name the name of the field
	 * @param target the object
	 * @return the value, {@code null} if it cannot be read
	 */
	public static <T> @Nullable Object read(Class<T> type, String name, T target) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null || !field.trySetAccessible()) {
			return null;
		}
		return ReflectionUtils.getField(field, target);
	}

}
