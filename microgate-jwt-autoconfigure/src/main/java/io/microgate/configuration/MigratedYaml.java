package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes a configuration, as a file or in one line of the log.
 */
final class MigratedYaml {

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}\\x{feff}]+");

	private final Map<String, Object> microgate = new LinkedHashMap<>();

	@SuppressWarnings("unchecked")
	void put(Object value, String... path) {
		Map<String, Object> parent = this.microgate;
		for (int i = 0; i < path.length - 1; i++) {
			parent = (Map<String, Object>) parent.computeIfAbsent(path[i], (key) -> new LinkedHashMap<>());
		}
		parent.put(path[path.length - 1], value);
	}

	boolean isEmpty() {
		return this.microgate.isEmpty();
	}

	/** With a line end. */
	String block() {
		return isEmpty() ? "" : write(this.microgate, FlowStyle.AUTO);
	}

	/**
	 * Writes one line, without queries: they may be secret.
	 * @param keys the keys to write
	 * @return a flow mapping, empty for none
	 */
	String line(List<String> keys) {
		Map<String, Object> written = new LinkedHashMap<>(this.microgate);
		written.keySet().retainAll(keys);
		return written.isEmpty() ? "" : write(withoutQueries(written), FlowStyle.FLOW).strip();
	}

	private static Object withoutQueries(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, entry) -> copy.put(key, withoutQueries(entry)));
			return copy;
		}
		if (value instanceof List<?> list) {
			return list.stream().map(MigratedYaml::withoutQueries).toList();
		}
		return (value instanceof String text) ? WrittenUri.withoutQuery(text) : value;
	}

	/** Keeps a string in its line. */
	static String singleLine(String text) {
		return CONTROL.matcher(text).replaceAll(" ");
	}

	private static String write(Object microgate, FlowStyle style) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(style);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		options.setSplitLines(false);
		options.setWidth(Integer.MAX_VALUE);
		return new Yaml(new EscapingRepresenter(options), options).dump(Map.of("microgate", microgate));
	}

	/** Other styles would break the line at characters that YAML takes for line ends. */
	private static final class EscapingRepresenter extends Representer {

		EscapingRepresenter(DumperOptions options) {
			super(options);
		}

		@Override
		protected Node representScalar(Tag tag, String value, @Nullable ScalarStyle style) {
			return super.representScalar(tag, value, CONTROL.matcher(value).find() ? ScalarStyle.DOUBLE_QUOTED : style);
		}

	}

}
