package io.microgate.propagation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwt.Verification;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The compiled {@code identityPropagation} of a policy entry: which header fields are set
 * for a client that is let through.
 */
public final class PropagationRule {

	/**
	 * Nothing is set.
	 */
	public static final PropagationRule NONE = new PropagationRule(List.of());

	private final PropagatedField[] fields;

	private PropagationRule(List<PropagatedField> fields) {
		this.fields = fields.toArray(PropagatedField[]::new);
	}

	/**
	 * Creates the rule that sets fields.
	 * @param fields the fields, with different names
	 * @return the rule
	 */
	public static PropagationRule of(List<PropagatedField> fields) {
		return fields.isEmpty() ? NONE : new PropagationRule(fields);
	}

	/**
	 * Makes the values. A field without a value, or with one that no header field can
	 * have, is left out.
	 * @param verification the outcome for the token, {@code null} if none was asked for
	 * @param request the request
	 * @return values of header fields by name
	 */
	public Map<String, String> values(@Nullable Verification verification, RequestFacts request) {
		if (this.fields.length == 0) {
			return Map.of();
		}
		Map<String, String> values = new LinkedHashMap<>();
		for (PropagatedField field : this.fields) {
			String value = field.value(verification, request);
			if (value != null) {
				values.put(field.name(), value);
			}
		}
		return values;
	}

}
