package io.microgate.configuration;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and values as one kind of source writes them.
 */
interface Dialect {

	/** What a field of the custom resource gets that is not enforced yet. */
	Violation NOT_SUPPORTED = new Violation("is not supported yet", "Remove it, it would not be enforced");

	/**
	 * Finds the component of an object that a key stands for.
	 * @param object the object
	 * @param key the key as written
	 * @return the schema of its value, {@code null} if the object has no such key
	 */
	@Nullable SpecSchema find(PropertyPath object, WrittenKey key);

	/**
	 * Says why an object cannot have a key.
	 * @param object the object
	 * @param key a key that was not found
	 * @return the refusal
	 */
	KeyRefusal refuse(PropertyPath object, WrittenKey key);

	/**
	 * Reads the value that is written at a place itself, not below it.
	 * @param schema the schema of the value
	 * @param value the value
	 * @return the value or what is wrong with it
	 */
	ParsedValue read(SpecSchema schema, SourceValue value);

	/**
	 * Tells whether a list with items is written as a value of its own, too. Where it is
	 * not, a value beside the items contradicts them.
	 * @return {@code true} for manifests, {@code false} for properties
	 */
	boolean hasListValues();

	/**
	 * Shows a value in messages.
	 * @param value the value
	 * @return what to show, {@code null} if it is no single value
	 */
	@Nullable Object show(SourceValue value);

	/**
	 * Says why an object cannot have a key.
	 *
	 * @param path the place of the problem: the key, or the object if it is wrong as a
	 * whole
	 * @param violation what is wrong
	 * @param meant the place that was probably meant, {@code null} if none is near
	 */
	record KeyRefusal(PropertyPath path, Violation violation, @Nullable PropertyPath meant) {
	}

}
