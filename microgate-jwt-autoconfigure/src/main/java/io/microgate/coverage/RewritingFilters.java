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

	/** Assumes so where the filter cannot be read, as in a native image. */
	public static boolean isRewriting(Object urlHandlerFilter) {
		Object handlers = read(urlHandlerFilter, "handlers");
		return !(handlers instanceof Map<?, ?> map) || map.keySet()
			.stream()
			.anyMatch((handler) -> handler == null || !handler.getClass().getSimpleName().startsWith("Redirect"));
	}

	/** The value of a private field, {@code null} when it cannot be read. */
	public static @Nullable Object read(Object target, String name) {
		Field field = ReflectionUtils.findField(target.getClass(), name);
		if (field == null || !field.trySetAccessible()) {
			return null;
		}
		return ReflectionUtils.getField(field, target);
	}

}
