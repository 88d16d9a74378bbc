package io.microgate.verdict;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import io.microgate.jwt.RfcExample;
import io.microgate.jwt.WycheproofVector;
import tools.jackson.databind.JsonNode;

/**
 * The test vectors as tokens: as they are, and with claims. What has to come of a token
 * is told by what the vector says of itself, in the order in which a token is checked:
 * structure, algorithm, key, signature.
 */
final class VectorTokens {

	private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_.-]+");

	private static final Set<String> MALFORMED = Set.of("rejectsMissingSignatureAndSeparator", "rejectsMissingPayload",
			"rejectsMissingPayloadAndSeparator", "rejectsMissingHeader", "rejectsMissingHeaderAndSeparator",
			"rejectsMissingHeaderAndSignature", "rejectsMissingHeaderSignatureAndSeparator",
			"rejectsMissingHeaderSignatureAndSeparators", "rejectsEmptyString", "rejectsExtraEmptyComponent",
			"rejectsExtraComponent", "rejectsValidJsonSerialization", "rejectsSpacesInMac",
			"rejectsInvalidCharacterInsertedInMac", "rejects0ReplacedbyInvalidCharacter", "rejectsInvalidCharacters",
			"spacesInHeader", "invalidCharactersInHeader", "spacesInPayload", "invalidCharactersInPayload",
			"InvalidCharacterInPayload", "ModifiedUnusedBitsInPayload", "MacOfIncorrectlyEncodedMessage");

	private static final Set<String> UNUSABLE_KEY = Set.of("rejectsModifiedHeader", "rejectWrongUse",
			"rejectWrongKeyOps", "rejectsWrongUse", "rejectsKeyWithRocaVulnerability", "rejects1024bitRsaKey",
			"rejectsPublicExponent1", "mismatchedAlgAndCurve", "rejectsModifiedKey");

	private VectorTokens() {
	}

	/**
	 * The tokens and JSON serializations of all vectors. None has claims, so nothing but
	 * a refusal can come of them.
	 * @return the tokens
	 */
	static List<VectorToken> asTheyAre() {
		String reason = DenyReason.TOKEN_MALFORMED.code();
		Stream<VectorToken> wycheproof = wycheproof()
			.map((vector) -> new VectorToken(vector.toString(), vector.key(), vector.token(), reason));
		Stream<VectorToken> rfc = RfcExample.all()
			.flatMap((example) -> texts(example)
				.map((text) -> new VectorToken(example.toString(), example.key(), text, reason)));
		return Stream.concat(wycheproof, rfc).toList();
	}

	/**
	 * The same vectors with claims. Of the examples of RFCs those that have a payload and
	 * whose private key is in the vectors, too.
	 * @return the tokens
	 */
	static List<VectorToken> withClaims() {
		List<JsonNode> privateKeys = privateKeys();
		Stream<VectorToken> rfc = RfcExample.all()
			.filter(VectorTokens::hasPayload)
			.flatMap((example) -> privateKeys.stream()
				.filter((jwk) -> isPrivateHalf(jwk, example.key()))
				.limit(1)
				.flatMap((jwk) -> withClaims(example, jwk)));
		return Stream.concat(wycheproof().map(VectorTokens::withClaims), rfc).toList();
	}

	private static Stream<WycheproofVector> wycheproof() {
		return Stream.concat(WycheproofVector.signatures(), WycheproofVector.keys());
	}

	private static Stream<String> texts(RfcExample example) {
		return Stream.concat(Stream.ofNullable(example.token()), example.jsonForms().stream());
	}

	private static boolean hasPayload(RfcExample example) {
		return example.token() != null && example.refusal() != RfcExample.Refusal.DETACHED;
	}

	private static List<JsonNode> privateKeys() {
		return Stream
			.concat(wycheproof().map(WycheproofVector::privateKey).flatMap(VectorTokens::jwks),
					RfcExample.all().map(RfcExample::key).flatMap(VectorTokens::jwks))
			.filter((jwk) -> jwk.has("d") || jwk.has("k"))
			.toList();
	}

	private static Stream<JsonNode> jwks(JsonNode key) {
		JsonNode keys = key.has("keys") ? key.get("keys") : key;
		return keys.isArray() ? keys.valueStream() : Stream.of(keys);
	}

	private static boolean isPrivateHalf(JsonNode jwk, JsonNode key) {
		return Stream.of("n", "x", "k")
			.anyMatch((member) -> key.has(member) && key.get(member).equals(jwk.get(member)));
	}

	private static Stream<VectorToken> withClaims(RfcExample example, JsonNode jwk) {
		VectorSurgery surgery = new VectorSurgery(jwk, example.token(), true);
		return texts(example).map((text) -> new VectorToken(example.toString(), example.key(), surgery.operate(text),
				text.startsWith("{") ? DenyReason.TOKEN_MALFORMED.code() : reason(example)));
	}

	private static VectorToken withClaims(WycheproofVector vector) {
		String genuine = genuine(vector);
		JsonNode kid = VectorSurgery.header(genuine).get("kid");
		JsonNode jwk = jwks(vector.privateKey()).filter((candidate) -> kid.equals(candidate.get("kid")))
			.findFirst()
			.orElseThrow();
		VectorSurgery surgery = new VectorSurgery(jwk, genuine, !vector.validTokens().isEmpty());
		return new VectorToken(vector.toString(), vector.key(), surgery.operate(vector.token()), reason(vector));
	}

	/**
	 * The token that a vector has changed: the valid one that has most in common with it.
	 * In a group without a valid token it is the key that is wrong.
	 */
	private static String genuine(WycheproofVector vector) {
		List<String> parts = parts(vector.token());
		return vector.validTokens()
			.stream()
			.filter((token) -> COMPACT.matcher(token).matches())
			.max(Comparator.comparingLong((token) -> parts(token).stream().filter(parts::contains).count()))
			.orElse(vector.token());
	}

	private static List<String> parts(String token) {
		return Arrays.asList(token.split("\\.", -1));
	}

	private static String reason(RfcExample example) {
		if (example.refusal() == null) {
			return Expectation.ALLOWED;
		}
		return ((example.refusal() == RfcExample.Refusal.NO_HMAC) ? DenyReason.TOKEN_ALGORITHM
				: DenyReason.TOKEN_MALFORMED)
			.code();
	}

	private static String reason(WycheproofVector vector) {
		if (vector.valid() && vector.deviation() == null) {
			return Expectation.ALLOWED;
		}
		return (vector.valid() ? reason(vector.deviation()) : refusal(vector)).code();
	}

	private static DenyReason reason(WycheproofVector.Deviation deviation) {
		return switch (deviation) {
			case NO_HMAC -> DenyReason.TOKEN_ALGORITHM;
			case NO_BASE64 -> DenyReason.TOKEN_MALFORMED;
			case OTHER_ALGORITHM, NO_SUCH_ALGORITHM -> DenyReason.KEY_UNKNOWN;
		};
	}

	private static DenyReason refusal(WycheproofVector vector) {
		if (MALFORMED.contains(vector.comment())) {
			return DenyReason.TOKEN_MALFORMED;
		}
		String algorithm = VectorSurgery.header(vector.token()).get("alg").stringValue();
		if (algorithm.startsWith("HS") || algorithm.toLowerCase(Locale.ROOT).equals("none")) {
			return DenyReason.TOKEN_ALGORITHM;
		}
		boolean forAnother = vector.flags().contains("WrongPrimitive")
				&& !algorithm.equals(vector.key().get("alg").stringValue());
		return (forAnother || UNUSABLE_KEY.contains(vector.comment())) ? DenyReason.KEY_UNKNOWN
				: DenyReason.TOKEN_SIGNATURE;
	}

}
