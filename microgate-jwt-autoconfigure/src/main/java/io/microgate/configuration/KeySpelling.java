package io.microgate.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Spells keys as the author of a resource does, in kebab-case or as the custom resource.
 *
 * @param kebab whether the author writes kebab-case
 */
record KeySpelling(boolean kebab) {

	/**
	 * Finds out how keys are written. The first key with several words decides.
	 * @param nodes what is written
	 * @param schema its schema
	 * @param deep whether all keys below count, or only the first ones because there are
	 * names below them
	 * @return whether it is in kebab-case
	 */
	static boolean isKebab(List<SourceNode> nodes, SpecSchema schema, boolean deep) {
		for (SourceNode node : nodes) {
			Boolean kebab = kebab(node, schema, deep);
			if (kebab != null) {
				return kebab;
			}
		}
		return false;
	}

	private static @Nullable Boolean kebab(SourceNode node, @Nullable SpecSchema schema, boolean deep) {
		boolean names = schema != null && schema.kind() == SpecKind.MAP;
		for (SourceNode child : node.children()) {
			String key = child.key().text();
			boolean dashed = key.indexOf('-') > 0;
			if (!names && (dashed || key.chars().anyMatch(Character::isUpperCase))) {
				return dashed;
			}
			Boolean below = deep ? kebab(child, below(schema, key), true) : null;
			if (below != null) {
				return below;
			}
		}
		return null;
	}

	private static @Nullable SpecSchema below(@Nullable SpecSchema schema, String key) {
		if (schema == null) {
			return null;
		}
		return switch (schema.kind()) {
			case OBJECT -> schema.object().child(key);
			case MAP, LIST -> schema.requiredElement();
			case STRING, INTEGER, BOOLEAN -> null;
		};
	}

	/**
	 * Spells a key.
	 * @param component name of the record component
	 * @return the key
	 */
	String key(String component) {
		return this.kebab ? DataObjectPropertyName.toDashedForm(component) : SpecSchema.fieldOf(component);
	}

	String quote(String component) {
		return "'" + key(component) + "'";
	}

	List<String> keys(List<String> components) {
		return components.stream().map(this::key).toList();
	}

}
