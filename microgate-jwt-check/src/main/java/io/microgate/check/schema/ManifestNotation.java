package io.microgate.check.schema;

import java.util.List;

import io.microgate.configuration.SpecKind;
import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes fields and values as Kubernetes does: one spelling, each value of its kind, and
 * no extensions.
 */
final class ManifestNotation implements Notation {

	static final String DURATION = "^(?=.*[1-9])\\+?(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$";

	private static final ConstraintKeywords CONSTRAINTS = new ConstraintKeywords(DURATION, "", "");

	@Override
	public List<String> spellings(SpecSchema component) {
		return component.field().equals("extensions") ? List.of() : List.of(component.field());
	}

	@Override
	public boolean isRequired(SpecSchema component) {
		return component.isRequired();
	}

	@Override
	public ObjectNode single(SpecSchema schema) {
		if (schema.kind() == SpecKind.BOOLEAN) {
			return Keywords.type("boolean");
		}
		ObjectNode node = Keywords.type((schema.kind() == SpecKind.INTEGER) ? "integer" : "string");
		if (schema.kind() == SpecKind.INTEGER) {
			ConstraintKeywords.addToInteger(node, schema);
		}
		else {
			CONSTRAINTS.addToString(node, schema);
		}
		return node;
	}

	@Override
	public void completeList(ObjectNode node, SpecSchema schema) {
		node.put("type", "array");
	}

	@Override
	public void completeMap(ObjectNode node, SpecSchema schema) {
		throw new IllegalStateException("Custom resources have no maps");
	}

	@Override
	public void completeObject(ObjectNode node, ObjectNode requirements, SpecObject object) {
		node.setAll(requirements);
	}

}
