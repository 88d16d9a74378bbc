package io.microgate.test.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.test.policy.PolicyCaseToken.Defect;
import io.microgate.test.policy.PolicyCaseToken.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads how the token of a policy case is made: {@code claims}, a word, or an object.
 */
final class CaseTokenReader {

	static final Map<String, Defect> DEFECTS = Map.of("expired", Defect.EXPIRED, "notYetValid", Defect.NOT_YET_VALID,
			"signedByStranger", Defect.SIGNED_BY_STRANGER);

	static final List<String> HEADER = List.of("typ", "alg", "kid");

	static final int MAX_ENTRY = 127;

	static final int MAX_SIZE = 100_000;

	static final String TOKENS = "tokens";

	private static final String TOKEN = "token";

	private static final String CLAIMS = "claims";

	private static final String SEND_AS = "sendAs";

	static final List<String> WORDS = List.of("none", "good", "expired", "stranger");

	static final List<String> KNOWN = List.of("jwt", "entry", "jwks", CLAIMS, "without", "expired", "notYetValid",
			"signedByStranger", "issuedAt", "notBefore", "expiresAt", "typ", "alg", "kid", "size", SEND_AS);

	private final CaseProblems problems;

	private final ClaimValues values;

	private final @Nullable MicrogateProperties properties;

	private final Map<String, PolicyCaseToken> named = new LinkedHashMap<>();

	private final Set<String> used = new HashSet<>();

	CaseTokenReader(CaseProblems problems, @Nullable MicrogateProperties properties) {
		this.problems = problems;
		this.values = new ClaimValues(problems);
		this.properties = properties;
	}

	/**
	 * Reads the tokens that cases name.
	 * @param file the file
	 */
	void readNamed(CaseFields file) {
		file.object(TOKENS).forEach((name, node) -> {
			CaseFields tokens = new CaseFields(node, ManifestNode.pathBelow(TOKENS, name), this.problems, KNOWN);
			if (name.isBlank() || WORDS.contains(name)) {
				tokens.problem("must have a name that is neither blank nor one of " + String.join(", ", WORDS));
			}
			this.named.put(name, object(tokens).named(name));
		});
	}

	/**
	 * Reports the tokens that no case has named.
	 * @param file the file
	 */
	void requireAllUsed(CaseFields file) {
		file.object(TOKENS).forEach((name, node) -> {
			if (!this.used.contains(name)) {
				this.problems.add(node, ManifestNode.pathBelow(TOKENS, name), "must be the token of a case");
			}
		});
	}

	/**
	 * Reads the keys {@code claims} and {@code token}.
	 * @param fields the case
	 * @return the token, {@code null} for none
	 */
	@Nullable PolicyCaseToken read(CaseFields fields) {
		ManifestNode node = fields.field(TOKEN);
		if (node != null && fields.has(CLAIMS)) {
			fields.problem(TOKEN, "must not be set beside 'claims', which belongs into it");
			return null;
		}
		if (node == null) {
			return fields.has(CLAIMS)
					? PolicyCaseToken.of(this.values.claims(fields.object(CLAIMS), fields.path(CLAIMS))) : null;
		}
		return (node.kind() == Kind.OBJECT) ? object(new CaseFields(node, fields.path(TOKEN), this.problems, KNOWN))
				: word(node, fields);
	}

	private @Nullable PolicyCaseToken word(ManifestNode node, CaseFields fields) {
		String word = (node.kind() == Kind.TEXT) ? node.text() : "";
		return switch (word) {
			case "none" -> null;
			case "good" -> PolicyCaseToken.GOOD;
			case "expired" -> PolicyCaseToken.of(Defect.EXPIRED);
			case "stranger" -> PolicyCaseToken.of(Defect.SIGNED_BY_STRANGER);
			default -> {
				PolicyCaseToken token = this.named.get(word);
				if (token == null) {
					fields.problem(TOKEN, "must be %s, a name below 'tokens', or an object with the keys %s"
						.formatted(String.join(", ", WORDS), String.join(", ", KNOWN)));
				}
				this.used.add(word);
				yield token;
			}
		};
	}

	private PolicyCaseToken object(CaseFields fields) {
		Map<String, @Nullable Object> claims = this.values.claims(fields.object(CLAIMS), fields.path(CLAIMS));
		fields.strings("without").forEach((name) -> {
			if (claims.putIfAbsent(name, null) != null) {
				fields.problem("without", "must not name a claim that 'claims' sets");
			}
		});
		Map<String, String> header = new LinkedHashMap<>();
		for (String name : HEADER) {
			String value = fields.string(name);
			if (value != null) {
				header.put(name, value);
			}
		}
		Set<Defect> defects = EnumSet.noneOf(Defect.class);
		DEFECTS.forEach((name, defect) -> {
			if (fields.isTrue(name)) {
				defects.add(defect);
			}
		});
		checkNames(fields);
		Times times = new Times(offset(fields, "issuedAt"), offset(fields, "notBefore"), offset(fields, "expiresAt"));
		int size = fields.number("size", MAX_SIZE);
		int entry = fields.number("entry", MAX_ENTRY);
		ExtractionSource sendAs = sendAs(fields);
		return fields.has("jwks") ? complete(fields, claims, times, header, defects, size, sendAs)
				: new PolicyCaseToken(null, fields.string("jwt"), entry, null, claims, times, header, defects, size,
						sendAs);
	}

	private static PolicyCaseToken complete(CaseFields fields, Map<String, @Nullable Object> claims, Times times,
			Map<String, String> header, Set<Defect> defects, int size, @Nullable ExtractionSource sendAs) {
		for (String name : List.of("jwt", "entry", "expired", "notYetValid")) {
			if (fields.has(name)) {
				fields.problem(name, "must not be set beside 'jwks', whose token takes only its key from there");
			}
		}
		Set<Defect> remaining = EnumSet.noneOf(Defect.class);
		if (defects.contains(Defect.SIGNED_BY_STRANGER)) {
			remaining.add(Defect.SIGNED_BY_STRANGER);
		}
		return new PolicyCaseToken(null, null, 0, fields.string("jwks"), claims, times, header, remaining, size,
				sendAs);
	}

	private @Nullable ExtractionSource sendAs(CaseFields fields) {
		ManifestNode node = fields.field(SEND_AS);
		return (node != null) ? new CaseSourceReader(this.problems).read(node, fields.path(SEND_AS)) : null;
	}

	private void checkNames(CaseFields fields) {
		String jwt = fields.string("jwt");
		String jwks = fields.string("jwks");
		if (fields.has("entry") && jwt == null) {
			fields.problem("entry", "must not be set without 'jwt'");
		}
		if (this.properties == null) {
			return;
		}
		if (jwks != null && !this.properties.jwks().containsKey(jwks)) {
			fields.problem("jwks", "must be the name of a JWKS of the configuration");
		}
		if (jwt == null) {
			return;
		}
		JwtSpec spec = this.properties.jwts().get(jwt);
		if (spec == null) {
			fields.problem("jwt", "must be the name of a JWT of the configuration");
		}
		else if (spec.requireAny() != null && fields.number("entry", MAX_ENTRY) >= spec.requireAny().size()) {
			fields.problem("entry", "must be less than %d, the number of entries in 'requireAny' of the JWT"
				.formatted(spec.requireAny().size()));
		}
	}

	private static @Nullable Duration offset(CaseFields fields, String name) {
		String text = fields.string(name);
		if (text == null) {
			return null;
		}
		Duration offset = CaseOffsets.parse(text);
		if (offset == null) {
			fields.problem(name, "must be an offset from the time of the request, such as -60s, 10m, 1h or 2d");
		}
		return offset;
	}

}
