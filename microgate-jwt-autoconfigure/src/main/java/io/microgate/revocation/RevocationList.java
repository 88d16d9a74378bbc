package io.microgate.revocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of a file of revoked tokens, by their issuer.
 */
public final class RevocationList {

	private static final int MAX_BYTES = 8 * 1024 * 1024;

	private static final int NANO_DIGITS = 9;

	private static final Set<String> ONE_TOKEN = Set.of("iss", "jti");

	private static final Set<String> SUBJECT = Set.of("iss", "sub", "before");

	private final Map<String, Issuer> issuers = new HashMap<>();

	private final int size;

	private RevocationList(List<?> entries) throws UnusableMaterialException {
		int number = 0;
		for (Object entry : entries) {
			add(entry, ++number);
		}
		this.size = number;
	}

	/**
	 * Reads a file of revoked tokens.
	 * @param content its content
	 * @return the list
	 * @throws UnusableMaterialException if it is invalid, with a predicate without
	 * subject that quotes nothing of it
	 */
	public static RevocationList parse(byte[] content) throws UnusableMaterialException {
		if (content.length > MAX_BYTES) {
			throw new UnusableMaterialException("is longer than 8 MiB");
		}
		if (content.length == 0) {
			throw new UnusableMaterialException("is empty");
		}
		Map<String, @Nullable Object> members = object(content);
		if (!members.keySet().equals(Set.of("revoked")) || !(members.get("revoked") instanceof List<?> entries)) {
			throw new UnusableMaterialException("must have the member 'revoked', a list, and no other");
		}
		return new RevocationList(entries);
	}

	private static Map<String, @Nullable Object> object(byte[] content) throws UnusableMaterialException {
		try {
			return StrictJson.parseObject(content);
		}
		catch (MalformedJoseException ex) {
			throw new UnusableMaterialException(String.valueOf(ex.getMessage()));
		}
	}

	private void add(@Nullable Object entry, int number) throws UnusableMaterialException {
		if (!(entry instanceof Map<?, ?> members)) {
			throw new UnusableMaterialException(
					"must have objects in 'revoked', but entry %d is not an object".formatted(number));
		}
		boolean oneToken = members.keySet().equals(ONE_TOKEN);
		if (!oneToken && !members.keySet().equals(SUBJECT)) {
			throw new UnusableMaterialException(
					"must have entries with 'iss' and 'jti' or with 'iss', 'sub' and 'before', and nothing else, but entry %d is different"
						.formatted(number));
		}
		Issuer issuer = this.issuers.computeIfAbsent(text(members, "iss", number), (name) -> new Issuer());
		if (oneToken) {
			issuer.tokens.add(text(members, "jti", number));
		}
		else {
			issuer.subjects.merge(text(members, "sub", number), seconds(members, number), BigDecimal::max);
		}
	}

	private static String text(Map<?, ?> members, String name, int number) throws UnusableMaterialException {
		if (members.get(name) instanceof String text && !text.isEmpty()) {
			return text;
		}
		throw new UnusableMaterialException(
				"must have strings that are not empty, but '%s' of entry %d is not".formatted(name, number));
	}

	private static BigDecimal seconds(Map<?, ?> members, int number) throws UnusableMaterialException {
		Object before = members.get("before");
		if (before instanceof Long seconds) {
			return BigDecimal.valueOf(seconds);
		}
		if (before instanceof BigInteger seconds) {
			return new BigDecimal(seconds);
		}
		if (before instanceof BigDecimal seconds) {
			return seconds;
		}
		throw new UnusableMaterialException(
				"must have seconds since 1970 in 'before', but entry %d has no number there".formatted(number));
	}

	/** How many entries there are. */
	int size() {
		return this.size;
	}

	/**
	 * Whether a token is revoked.
	 * @param claims its claims as it was sent, with {@code iat} as an instant
	 */
	boolean revokes(Map<String, Object> claims) {
		Issuer issuer = (claims.get("iss") instanceof String name) ? this.issuers.get(name) : null;
		if (issuer == null) {
			return false;
		}
		if (claims.get("jti") instanceof String token && issuer.tokens.contains(token)) {
			return true;
		}
		BigDecimal before = (claims.get("sub") instanceof String subject) ? issuer.subjects.get(subject) : null;
		return before != null && !isIssuedAfter(before, claims.get("iat"));
	}

	private static boolean isIssuedAfter(BigDecimal seconds, @Nullable Object issuedAt) {
		return issuedAt instanceof Instant time && BigDecimal.valueOf(time.getEpochSecond())
			.add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS))
			.compareTo(seconds) > 0;
	}

	/**
	 * What is revoked of the tokens of an issuer.
	 */
	private static final class Issuer {

		/** The {@code jti} of single tokens. */
		private final Set<String> tokens = new HashSet<>();

		/** Until when tokens were issued that are revoked, by subject. */
		private final Map<String, BigDecimal> subjects = new HashMap<>();

	}

}
