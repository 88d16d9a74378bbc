package io.microgate.jwks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.secret.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Holds the key sources of a configuration by name of the JWKS.
 */
public final class JwksSources implements AutoCloseable {

	/**
	 * No source.
	 */
	public static final JwksSources NONE = new JwksSources(Map.of());

	private final Map<String, Compiled> compiled;

	private JwksSources(Map<String, Compiled> compiled) {
		this.compiled = compiled;
	}

	/**
	 * Compiles the JWKS of a configuration that follows the one of these sources. A
	 * source goes on, with the keys that it has, if its spec and its files are the same;
	 * none of these is closed.
	 * @param specs specs by name, checked
	 * @param secrets where key material is
	 * @param compiler compiles one of them
	 * @return the sources, those that went on among them
	 */
	public JwksSources recompile(Map<String, JwksSpec> specs, Secrets secrets, JwksSourceCompiler compiler) {
		return recompile(specs, secrets, compiler, NONE);
	}

	/**
	 * Compiles the JWKS of a configuration that follows the one of these sources and
	 * shares those of another one.
	 * @param specs specs by name, checked
	 * @param secrets where key material is
	 * @param compiler compiles one of them
	 * @param shared sources that are taken first if their spec and their files are the
	 * same
	 * @return the sources, those that are shared or went on among them
	 */
	public JwksSources recompile(Map<String, JwksSpec> specs, Secrets secrets, JwksSourceCompiler compiler,
			JwksSources shared) {
		Map<String, Compiled> next = new LinkedHashMap<>();
		try {
			for (Map.Entry<String, JwksSpec> entry : specs.entrySet()) {
				String name = entry.getKey();
				JwksSpec spec = entry.getValue();
				List<Resource> files = compiler.files(spec, secrets);
				Compiled running = shared.find(name, spec, files);
				running = (running != null) ? running : find(name, spec, files);
				next.put(name,
						(running != null) ? running : new Compiled(spec, files, compiler.compile(name, spec, secrets)));
			}
			return new JwksSources(next);
		}
		catch (RuntimeException | Error ex) {
			new JwksSources(next).without(this)
				.stream()
				.filter((source) -> !shared.all().contains(source))
				.forEach(JwksSource::close);
			throw ex;
		}
	}

	private @Nullable Compiled find(String name, JwksSpec spec, List<Resource> files) {
		Compiled running = this.compiled.get(name);
		boolean same = running != null && running.spec.equals(spec) && running.files.equals(files);
		return same ? running : null;
	}

	/**
	 * Returns the source of one JWKS.
	 * @param name name of the JWKS
	 * @return the source
	 * @throws IllegalArgumentException if there is none, which the checks of the
	 * configuration rule out
	 */
	public JwksSource get(String name) {
		Compiled source = this.compiled.get(name);
		if (source == null) {
			throw new IllegalArgumentException("There is no JWKS '" + name + "'");
		}
		return source.source;
	}

	/**
	 * Returns the source of one JWKS, if there is one.
	 * @param name name of the JWKS
	 * @return the source, or {@code null}
	 */
	public @Nullable JwksSource find(String name) {
		Compiled source = this.compiled.get(name);
		return (source != null) ? source.source : null;
	}

	/**
	 * Returns all sources.
	 * @return the sources in the order of the configuration
	 */
	public List<JwksSource> all() {
		List<JwksSource> sources = new ArrayList<>();
		for (Compiled each : this.compiled.values()) {
			sources.add(each.source);
		}
		return sources;
	}

	/**
	 * Returns the sources that others do not have.
	 * @param others the sources to leave out
	 * @return what is left
	 */
	public List<JwksSource> without(JwksSources others) {
		List<JwksSource> sources = all();
		sources.removeAll(others.all());
		return sources;
	}

	/**
	 * Returns the sources that others do not have, with what they were compiled from.
	 * @param others the sources to leave out
	 * @return what is left
	 */
	public JwksSources beside(JwksSources others) {
		List<JwksSource> left = without(others);
		Map<String, Compiled> own = new LinkedHashMap<>(this.compiled);
		own.values().removeIf((each) -> !left.contains(each.source));
		return new JwksSources(own);
	}

	/**
	 * Returns the keys that are removed when other sources replace these.
	 * @param next the sources that follow
	 * @return what has changed for each JWKS, without what has come
	 */
	public List<JwksKeysChangedEvent> removedBy(JwksSources next) {
		return without(next).stream()
			.map((source) -> JwksKeysChangedEvent.removed(source.name(), source.keys(), keys(next, source.name())))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable KeySet keys(JwksSources sources, String name) {
		JwksSource source = sources.find(name);
		return (source != null) ? source.keys() : null;
	}

	@Override
	public void close() {
		all().forEach(JwksSource::close);
	}

	/**
	 * A source with what it was compiled from.
	 *
	 * @param spec the spec
	 * @param files the files of secrets, with their content if that never changes
	 * @param source the source
	 */
	private record Compiled(JwksSpec spec, List<Resource> files, JwksSource source) {
	}

}
