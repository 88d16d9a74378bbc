package io.microgate.verdict;

/**
 * What a policy says of a path, from the widest to the narrowest.
 */
enum ReadingAccess {

	OPEN, TOKEN, DENY;

	boolean allows(boolean withToken) {
		return this == OPEN || (this == TOKEN && withToken);
	}

	ReadingAccess and(ReadingAccess other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	/** Content of a policy entry. */
	String authorization() {
		return switch (this) {
			case OPEN -> "authorization: {}";
			case TOKEN -> "authorization: {authentication: {jwt: {jwtRef: {name: main}}}}";
			case DENY -> "authorization: {deny: {}}";
		};
	}

}
