package io.microgate.check.schema;

import java.util.List;

import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says how one kind of file writes keys and values.
 */
interface Notation {

	/**
	 * Spells a key.
	 * @param component the component that it stands for
	 * @return the spellings, the one to suggest first; none if the file cannot have it
	 */
	List<String> spellings(SpecSchema component);

	/**
	 * Tells whether a key has to be there.
	 * @param component the component that it stands for
	 * @return whether its object is wrong without it
	 */
	boolean isRequired(SpecSchema component);

	/**
	 * Creates the schema of a string, an integer or a boolean.
	 * @param schema what the spec says
	 * @return the schema
	 */
	ObjectNode single(SpecSchema schema);

	/**
	 * Completes the schema of a list.
	 * @param node its schema for lists
	 * @param schema what the spec says
	 */
	void completeList(ObjectNode node, SpecSchema schema);

	/**
	 * Completes the schema of a map.
	 * @param node its schema for objects
	 * @param schema what the spec says
	 */
	void completeMap(ObjectNode node, SpecSchema schema);

	/**
	 * Completes the schema of an object.
	 * @param node its schema
	 * @param requirements the keywords that ask for keys, perhaps none
	 * @param object what the spec says
	 */
	void completeObject(ObjectNode node, ObjectNode requirements, SpecObject object);

}
