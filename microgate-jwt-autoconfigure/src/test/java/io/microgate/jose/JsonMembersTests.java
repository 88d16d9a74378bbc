package io.microgate.jose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonMembers}: an object is like a hash table, whatever its size.
 */
class JsonMembersTests {

	private static String json(int size) {
		return IntStream.range(0, size)
			.map((i) -> size - i)
			.mapToObj((i) -> "\"name" + i + "\":" + ((i % 3 == 0) ? "null" : "\"" + i + "\""))
			.collect(Collectors.joining(",", "{", "}"));
	}

	private static Map<String, Object> parse(String json) throws MalformedJoseException {
		return StrictJson.parseObject(json.getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, Object> table(int size) {
		Map<String, Object> table = new LinkedHashMap<>();
		for (int i = size; i > 0; i--) {
			table.put("name" + i, (i % 3 == 0) ? null : "" + i);
		}
		return table;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 9, 19, 20, 21, 100 })
	void parseObjectWhenAnySizeThenLikeHashTable(int size) throws Exception {
		Map<String, Object> object = parse(json(size));
		Map<String, Object> table = table(size);
		for (Map<String, Object> map : List.of(object,
				JsonMembers.copyOf(object, (name) -> name, (name, value) -> value), stored(object))) {
			assertThat(map).isEqualTo(table).hasSameHashCodeAs(table).hasToString(table.toString()).hasSize(size);
			assertThat(table).isEqualTo(map);
			assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(table.keySet()));
			assertThat(new ArrayList<>(map.values())).isEqualTo(new ArrayList<>(table.values()));
			table.forEach((name, value) -> assertThat(map).containsEntry(new String(name), value));
			assertThat(map.containsKey("name0")).isFalse();
			assertThat(map.containsKey(null)).isFalse();
			assertThat(map.get(null)).isNull();
			assertThat(map.get("name0")).isNull();
			assertThat(map.getOrDefault("name3", "absent")).isEqualTo((size < 3) ? "absent" : null);
		}
	}

	private static Map<String, Object> stored(Map<String, Object> object) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(object);
		assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("microgate");
		@SuppressWarnings("unchecked")
		Map<String, Object> copy = (Map<String, Object>) new ObjectInputStream(
				new ByteArrayInputStream(bytes.toByteArray()))
			.readObject();
		return copy;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 21, 100 })
	void parseObjectWhenNameIsRepeatedThenMalformed(int size) {
		String json = json(size);
		for (int i : new int[] { 1, size }) {
			String repeated = json.substring(0, json.length() - 1) + ",\"name" + i + "\":1}";
			assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> parse(repeated));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 21 })
	void parseObjectWhenChangedThenRefused(int size) throws MalformedJoseException {
		Map<String, Object> object = parse(json(size));
		for (Runnable change : List.<Runnable>of(() -> object.put("name1", 1), () -> object.remove("absent"),
				object::clear, () -> object.keySet().remove("name1"), () -> object.values().clear(),
				() -> object.entrySet().iterator().next().setValue(1), () -> object.computeIfAbsent("x", (x) -> x),
				() -> object.putAll(Map.of()), () -> object.replaceAll((name, value) -> value))) {
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
		}
	}

	@Test
	void copyOfWhenConvertedThenNamesAndValuesAreThoseOfTheConversion() throws MalformedJoseException {
		Map<String, Object> object = parse("{\"a\":\"x\",\"b\":null}");
		Map<Object, Object> instances = Map.of("a", "a", "x", "x", "b", "b");
		Map<String, Object> copy = JsonMembers.copyOf(object, (name) -> (String) instances.get(name),
				(name, value) -> instances.get(value));
		assertThat(copy).isEqualTo(object);
		assertThat(copy.get("a")).isSameAs("x");
		assertThat(copy.keySet().iterator().next()).isSameAs("a");
	}

}
