package io.microgate.autoconfigure;

import java.util.List;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.engine.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers what a native image has to keep for reflection: the specs, which are read
 * component by component, and what is written as JSON.
 */
final class MicrogateRuntimeHints implements RuntimeHintsRegistrar {

	/** The requests that filter chains are asked about at start. */
	private static final List<String> PROXIED = List.of("org.springframework.web.server.ServerWebExchange",
			"jakarta.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletMapping",
			"jakarta.servlet.ServletContext");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), MicrogateProperties.class,
				Explanation.class);
		hints.reflection().registerTypeIfPresent(classLoader, BuildTimeConditions.ACTUATOR);
		PROXIED.forEach((type) -> hints.proxies().registerJdkProxy(TypeReference.of(type)));
	}

}
