package io.microgate.reactive;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;

/**
 * Reads the CORS configuration that counts for all handlers of a mapping. Spring MVC has
 * a method for it, WebFlux only the field; to ask the mapping would run predicates.
 */
public final class HandlerMappingCors implements RuntimeHintsRegistrar {

	private static final @Nullable Field SOURCE = accessible(
			ReflectionUtils.findField(AbstractHandlerMapping.class, null, CorsConfigurationSource.class));

	private static @Nullable Field accessible(@Nullable Field field) {
		return (field != null && field.trySetAccessible()) ? field : null;
	}

	/** Whether this version of WebFlux keeps it where it is looked for. */
	static boolean isReadable() {
		return SOURCE != null;
	}

	static @Nullable CorsConfigurationSource source(AbstractHandlerMapping mapping) {
		return (SOURCE != null) ? (CorsConfigurationSource) ReflectionUtils.getField(SOURCE, mapping) : null;
	}

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		if (SOURCE != null) {
			hints.reflection().registerField(SOURCE);
		}
	}

}
