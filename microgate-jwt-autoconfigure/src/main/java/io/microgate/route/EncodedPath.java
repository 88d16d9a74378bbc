package io.microgate.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.manifest.ManifestProblem;
import io.microgate.request.PercentDecoder;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Decodes the literal path of a match of an {@code HTTPRoute}, which the Gateway API
 * spells percent-encoded, while requests are compared decoded.
 */
final class EncodedPath {

	static final String SPELLING = "([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*+";

	private static final Pattern VALID = Pattern.compile(SPELLING);

	private static final Pattern ENCODED_SLASH = Pattern.compile("(?i)%2f");

	private static final int MAX_LENGTH = 1024;

	private final List<ManifestProblem> problems;

	/**
	 * Creates a decoder.
	 * @param problems takes what is wrong
	 */
	EncodedPath(List<ManifestProblem> problems) {
		this.problems = problems;
	}

	/**
	 * Decodes the path of a match.
	 * @param place the match in the words of the manifest
	 * @param match what is written there
	 * @return the match with the decoded path, if it has one; {@code null} if the path is
	 * wrong
	 */
	@Nullable ManifestNode decode(String place, ManifestNode match) {
		ManifestNode path = match.fields().get("path");
		ManifestNode value = (path != null) ? path.fields().get("value") : null;
		if (path == null || value == null || value.kind() != Kind.TEXT || isRegex(path)) {
			return match;
		}
		String decoded = decodeText(ManifestNode.pathBelow(ManifestNode.pathBelow(place, "path"), "value"), value);
		return (decoded != null)
				? with(match, "path", with(path, "value", ManifestNode.single(Kind.TEXT, decoded, value.origin())))
				: null;
	}

	private static boolean isRegex(ManifestNode path) {
		ManifestNode type = path.fields().get("type");
		return type != null && type.text().equals("RegularExpression");
	}

	private static ManifestNode with(ManifestNode object, String field, ManifestNode value) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>(object.fields());
		fields.put(field, value);
		return object.withFields(fields);
	}

	private @Nullable String decodeText(String place, ManifestNode value) {
		String text = value.text();
		if (!VALID.matcher(text).matches()) {
			return refuse(place, value, "must be a path in its percent-encoded spelling",
					"Write " + UriUtils.encodePath(text, "UTF-8"));
		}
		if (text.length() > MAX_LENGTH) {
			return refuse(place, value, "must have 1 to %d characters".formatted(MAX_LENGTH),
					"Bring it to the required size");
		}
		String decoded = PercentDecoder.decode(text);
		if (decoded == null) {
			return refuse(place, value, "must be percent-encoded UTF-8", "Encode it in UTF-8");
		}
		if (ENCODED_SLASH.matcher(text).find() || decoded.chars().anyMatch(Character::isISOControl)) {
			return refuse(place, value,
					"can never match, because requests with an encoded slash or a control character are refused",
					"Write the path of the requests that are meant");
		}
		return decoded;
	}

	private @Nullable String refuse(String place, ManifestNode value, String rule, String cure) {
		this.problems.add(ManifestProblem.of(place, value, rule, cure));
		return null;
	}

}
