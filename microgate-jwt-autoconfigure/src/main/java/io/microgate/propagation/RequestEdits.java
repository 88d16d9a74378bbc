package io.microgate.propagation;

import java.util.Map;
import java.util.StringJoiner;

import io.microgate.request.FieldNames;
import org.jspecify.annotations.Nullable;

/**
 * How handlers and upstreams see a request otherwise than it was sent.
 *
 * @param removed header fields whose values of the client never get through
 * @param set values of header fields by name, in place of those of the client; each name
 * is among the removed ones
 * @param stripped where the token is taken out
 */
public record RequestEdits(FieldNames removed, Map<String, String> set, StrippedSources stripped) {

	/**
	 * The request goes on as it was sent.
	 */
	public static final RequestEdits NONE = new RequestEdits(FieldNames.NONE, Map.of(), StrippedSources.NONE);

	/**
	 * Creates edits.
	 * @param removed the fields that are removed
	 * @param set values of header fields by name
	 * @param stripped where the token is taken out
	 * @return the edits, {@link #NONE} if nothing is seen otherwise
	 */
	public static RequestEdits of(FieldNames removed, Map<String, String> set, StrippedSources stripped) {
		boolean none = removed.isEmpty() && set.isEmpty() && stripped == StrippedSources.NONE;
		return none ? NONE : new RequestEdits(removed, set, stripped);
	}

	/**
	 * Removes fields and sets none.
	 * @param removed the fields
	 * @return the edits
	 */
	public static RequestEdits removing(FieldNames removed) {
		return of(removed, Map.of(), StrippedSources.NONE);
	}

	/**
	 * Whether the request goes on as it was sent.
	 * @return {@code false} if anything is seen otherwise
	 */
	public boolean isEmpty() {
		return this == NONE;
	}

	/**
	 * Whether the values of a header field are not those of the client.
	 * @param name name of the field in any spelling
	 * @return whether {@link #value} has its only value
	 */
	public boolean isEdited(String name) {
		return this.removed.contains(name) || this.stripped.headers().contains(name);
	}

	/**
	 * Finds the value of a header field that {@linkplain #isEdited is edited}.
	 * @param name name of the field in any case
	 * @return the value, {@code null} if the field is absent
	 */
	public @Nullable String value(String name) {
		for (Map.Entry<String, String> field : this.set.entrySet()) {
			if (field.getKey().equalsIgnoreCase(name)) {
				return field.getValue();
			}
		}
		return null;
	}

	/**
	 * Takes edited fields out of a {@code Connection} field, by which a client would have
	 * the next hop remove them. What is no name is taken out as well: some readers find
	 * one in it, as they skip quotes, backslashes and spaces.
	 * @param value a value of the field
	 * @return the value without their names, empty if no other name is left
	 */
	public String connection(String value) {
		StringJoiner options = new StringJoiner(", ");
		boolean changed = false;
		for (String part : value.split(",")) {
			String option = part.strip();
			if (isEdited(option) || !option.chars().allMatch(RequestEdits::isOfName)) {
				changed = true;
			}
			else if (!option.isEmpty()) {
				options.add(option);
			}
		}
		return changed ? options.toString() : value;
	}

	private static boolean isOfName(int character) {
		return character > ' ' && character <= '~' && character != '"' && character != '\\';
	}

}
