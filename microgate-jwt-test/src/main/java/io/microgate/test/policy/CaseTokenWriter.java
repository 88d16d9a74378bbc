package io.microgate.test.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.Named;
import io.microgate.test.policy.PolicyCaseToken.Defect;
import org.jspecify.annotations.Nullable;

/**
 * Writes how the token of a policy case is made, as {@link CaseTokenReader} reads it.
 */
final class CaseTokenWriter {

	private CaseTokenWriter() {
	}

	/**
	 * Adds a token to the fields of its case.
	 * @param fields the case
	 * @param token the token
	 */
	static void addTo(Map<String, Object> fields, PolicyCaseToken token) {
		if (token.name() != null) {
			fields.put("token", token.name());
		}
		else if (token.equals(PolicyCaseToken.GOOD)) {
			fields.put("token", "good");
		}
		else if (token.equals(PolicyCaseToken.of(Defect.EXPIRED))) {
			fields.put("token", "expired");
		}
		else if (token.equals(PolicyCaseToken.of(Defect.SIGNED_BY_STRANGER))) {
			fields.put("token", "stranger");
		}
		else if (token.equals(PolicyCaseToken.of(token.claims())) && !token.claims().containsValue(null)) {
			fields.put("claims", token.claims());
		}
		else {
			fields.put("token", object(token));
		}
	}

	/** Writes all that a token has, except for its name. */
	static Map<String, Object> object(PolicyCaseToken token) {
		Map<String, Object> fields = new LinkedHashMap<>();
		PolicyCasesWriter.put(fields, "jwt", token.jwt());
		PolicyCasesWriter.put(fields, "entry", (token.entry() > 0) ? token.entry() : null);
		PolicyCasesWriter.put(fields, "jwks", token.jwks());
		Map<String, Object> claims = new LinkedHashMap<>();
		List<String> without = new ArrayList<>();
		token.claims().forEach((name, value) -> {
			if (value != null) {
				claims.put(name, value);
			}
			else {
				without.add(name);
			}
		});
		PolicyCasesWriter.put(fields, "claims", claims.isEmpty() ? null : claims);
		PolicyCasesWriter.put(fields, "without", without.isEmpty() ? null : without);
		for (Defect defect : Defect.values()) {
			PolicyCasesWriter.put(fields, key(defect), token.defects().contains(defect) ? true : null);
		}
		PolicyCasesWriter.put(fields, "issuedAt", offset(token.times().issuedAt()));
		PolicyCasesWriter.put(fields, "notBefore", offset(token.times().notBefore()));
		PolicyCasesWriter.put(fields, "expiresAt", offset(token.times().expiresAt()));
		CaseTokenReader.HEADER.forEach((name) -> PolicyCasesWriter.put(fields, name, token.header().get(name)));
		PolicyCasesWriter.put(fields, "size", (token.size() > 0) ? token.size() : null);
		PolicyCasesWriter.put(fields, "sendAs", (token.sendAs() != null) ? source(token.sendAs()) : null);
		return fields;
	}

	private static Map<String, Object> source(ExtractionSource source) {
		Map<String, Object> fields = new LinkedHashMap<>();
		PolicyCasesWriter.put(fields, "bearerToken", (source.bearerToken() != null) ? Map.of() : null);
		PolicyCasesWriter.put(fields, "header", name(source.header()));
		PolicyCasesWriter.put(fields, "queryParameter", name(source.queryParameter()));
		PolicyCasesWriter.put(fields, "cookie", name(source.cookie()));
		return fields;
	}

	private static @Nullable Map<String, Object> name(@Nullable Named named) {
		return (named != null) ? Map.of("name", String.valueOf(named.name())) : null;
	}

	private static String key(Defect defect) {
		return switch (defect) {
			case EXPIRED -> "expired";
			case NOT_YET_VALID -> "notYetValid";
			case SIGNED_BY_STRANGER -> "signedByStranger";
		};
	}

	private static @Nullable String offset(@Nullable Duration offset) {
		return (offset != null) ? CaseOffsets.format(offset) : null;
	}

}
