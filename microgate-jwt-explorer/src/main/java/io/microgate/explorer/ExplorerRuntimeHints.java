package io.microgate.explorer;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers what the page is made of, which a native image has to keep.
 */
final class ExplorerRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String resource : ExplorerPage.resources()) {
			hints.resources().registerPattern("io/microgate/explorer/" + resource);
		}
	}

}
