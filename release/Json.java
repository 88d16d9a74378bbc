import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON: objects as maps, arrays as lists, all else as text with its escapes. */
final class Json {

	private static final Pattern SPACE = Pattern.compile("\\s*+");

	private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\p{Cntrl}]++|\\\\.)*+)\"");

	private static final Pattern LITERAL = Pattern.compile("(true|false|null|-?\\d[\\d.eE+-]*+)");

	private final String text;

	private int position;

	private Json(String text) {
		this.text = text;
	}

	/** Returns the value, or {@code null} if the text is not JSON. */
	static Object read(String text) {
		Json json = new Json(text);
		try {
			Object value = json.value();
			return (json.position == text.length()) ? value : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** Returns what is at the end of a path of names, or {@code null}. */
	static Object get(Object node, String... path) {
		Object found = node;
		for (String name : path) {
			found = (found instanceof Map<?, ?> map) ? map.get(name) : null;
		}
		return found;
	}

	private Object value() {
		expect(SPACE);
		Object value;
		if (accept("{")) {
			value = object();
		}
		else if (accept("[")) {
			value = array();
		}
		else {
			value = expect(this.text.startsWith("\"", this.position) ? STRING : LITERAL).group(1);
		}
		expect(SPACE);
		return value;
	}

	private Map<String, Object> object() {
		Map<String, Object> object = new LinkedHashMap<>();
		expect(SPACE);
		if (accept("}")) {
			return object;
		}
		do {
			expect(SPACE);
			String name = expect(STRING).group(1);
			expect(SPACE);
			require(accept(":"));
			object.put(name, value());
		}
		while (accept(","));
		require(accept("}"));
		return object;
	}

	private List<Object> array() {
		List<Object> array = new ArrayList<>();
		expect(SPACE);
		if (accept("]")) {
			return array;
		}
		do {
			array.add(value());
		}
		while (accept(","));
		require(accept("]"));
		return array;
	}

	private boolean accept(String token) {
		boolean found = this.text.startsWith(token, this.position);
		this.position += found ? token.length() : 0;
		return found;
	}

	private Matcher expect(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.text).region(this.position, this.text.length());
		require(matcher.lookingAt());
		this.position = matcher.end();
		return matcher;
	}

	private static void require(boolean read) {
		if (!read) {
			throw new IllegalArgumentException();
		}
	}

}
