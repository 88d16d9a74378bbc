package io.microgate.jwks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All key sources of an application by name of the JWKS, closed together.
 */
public final class JwksSources implements AutoCloseable {

	private final Map<String, JwksSource> sources = new LinkedHashMap<>();

	/**
	 * Compiles all JWKS of an application.
	 * @param specs specs by name, checked
	 * @param compiler compiles one of them
	 * @return the sources, to be closed by the caller
	 */
	public static JwksSources compile(Map<String, JwksSpec> specs, JwksCompiler compiler) {
		JwksSources compiled = new JwksSources();
		try {
			specs.forEach((name, spec) -> compiled.sources.put(name, compiler.compile(name, spec)));
			return compiled;
		}
		catch (RuntimeException ex) {
			compiled.close();
			throw ex;
		}
	}

	/**
	 * The source of one JWKS.
	 * @param name name of the JWKS
	 * @return the source
	 * @throws IllegalArgumentException if there is none, which the checks of the
	 * configuration rule out
	 */
	public JwksSource get(String name) {
		JwksSource source = this.sources.get(name);
		if (source == null) {
			throw new IllegalArgumentException("There is no JWKS '" + name + "'");
		}
		return source;
	}

	/**
	 * All sources.
	 * @return the sources in the order of the configuration
	 */
	public Collection<JwksSource> all() {
		return this.sources.values();
	}

	@Override
	public void close() {
		this.sources.values().forEach(JwksSource::close);
	}

}
