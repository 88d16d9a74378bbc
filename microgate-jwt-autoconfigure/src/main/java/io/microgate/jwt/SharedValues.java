package io.microgate.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

import io.microgate.jose.JsonMembers;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Replaces what many remembered tokens say, such as names of claims, issuer, audience and
 * roles, by one instance. Keeps small values only, and of values that fall into the same
 * slot the latest one, so that no token makes it grow.
 */
final class SharedValues {

	/** Names of claims whose values differ from user to user or from token to token. */
	private static final Set<String> UNIQUE_CLAIMS = Set.of("sub", "jti", "sid", "nonce", "at_hash", "c_hash", "uti",
			"oid", "email", "name", "preferred_username", "unique_name", "upn", "username");

	/** Many more than there are values, so that two of them hardly ever share a slot. */
	private static final int SLOTS = 1024;

	private static final int MAXIMUM_LENGTH = 64;

	private static final int MAXIMUM_PARTS = 16;

	private final AtomicReferenceArray<@Nullable Object> slots = new AtomicReferenceArray<>(SLOTS);

	/**
	 * Copies an object so that its parts are shared. Objects themselves are not, as equal
	 * ones may have their members in another order.
	 * @param object the object
	 * @return the same members, unmodifiable
	 */
	Map<String, @Nullable Object> copyOf(Map<String, @Nullable Object> object) {
		return copyOf(object, (name, value) -> value);
	}

	/**
	 * Converts the values of an object, and copies it so that its parts are shared.
	 * @param object the object
	 * @param values converts a value that is not {@code null}, by its name
	 * @return the members in their order, unmodifiable
	 */
	Map<String, @Nullable Object> copyOf(Map<String, @Nullable Object> object,
			BiFunction<String, Object, Object> values) {
		return JsonMembers.copyOf(object, this::share, (name, value) -> shareMember(name, values.apply(name, value)));
	}

	/** Most values are strings, and to check for an interface takes longer. */
	@SuppressWarnings("unchecked")
	private Object shareMember(String name, Object value) {
		if (value instanceof String text) {
			return UNIQUE_CLAIMS.contains(name) ? text : share(text);
		}
		return (value instanceof Map<?, ?> object && object.size() <= MAXIMUM_PARTS)
				? copyOf((Map<String, @Nullable Object>) object) : share(value);
	}

	/**
	 * Shares a value that cannot be changed.
	 * @param <T> its type
	 * @param value the value
	 * @return an equal value, or the same one if none is known
	 */
	@SuppressWarnings("unchecked")
	<T extends Object> T share(T value) {
		if (!isSmall(value)) {
			return value;
		}
		int hash = value.hashCode();
		int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
		Object known = this.slots.getAcquire(slot);
		if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
			return (T) known;
		}
		this.slots.setRelease(slot, value);
		return value;
	}

	private static boolean isSmall(Object value) {
		return isShort(value)
				|| (value instanceof List<?> elements && elements.size() <= MAXIMUM_PARTS && areShort(elements));
	}

	private static boolean areShort(List<?> elements) {
		for (Object element : elements) {
			if (!isShort(element)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isShort(@Nullable Object value) {
		return (value instanceof String text && text.length() <= MAXIMUM_LENGTH)
				|| (value instanceof SimpleGrantedAuthority authority && isShort(authority.getAuthority()));
	}

}
