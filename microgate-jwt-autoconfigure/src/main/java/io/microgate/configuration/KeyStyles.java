package io.microgate.configuration;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Remembers whether the keys of a resource are written in kebab-case or in camelCase, so
 * that messages name its fields as its author does.
 */
final class KeyStyles {

	private static final Pattern QUOTED_CAMEL_CASE = Pattern.compile("'([a-z]+[A-Z][A-Za-z]*)'");

	private final Map<PropertyPath, Boolean> kebab = new HashMap<>();

	/**
	 * Remembers how a key is written. The first key of a resource that has several words
	 * decides.
	 * @param path the place that the key leads to
	 * @param key the key as written
	 */
	void add(PropertyPath path, String key) {
		boolean dashed = key.indexOf('-') > 0;
		if (dashed || key.chars().anyMatch(Character::isUpperCase)) {
			this.kebab.putIfAbsent(path.resource(), dashed);
		}
	}

	/**
	 * Spells the fields in a sentence. Names of resources have no upper-case letters, so
	 * they stay as they are.
	 * @param path the place that the sentence is about
	 * @param sentence names of record components in it, in quotes
	 * @return the sentence with the fields as the author of the resource spells them
	 */
	String spell(PropertyPath path, String sentence) {
		if (!Boolean.TRUE.equals(this.kebab.get(path.resource()))) {
			return sentence;
		}
		return QUOTED_CAMEL_CASE.matcher(sentence)
			.replaceAll((field) -> "'" + DataObjectPropertyName.toDashedForm(field.group(1)) + "'");
	}

	/**
	 * Spells a field.
	 * @param path the place of its value
	 * @param component name of the record component
	 * @return the key as the author of the resource would write it
	 */
	String key(PropertyPath path, String component) {
		return Boolean.FALSE.equals(this.kebab.get(path.resource())) ? component : path.key();
	}

}
