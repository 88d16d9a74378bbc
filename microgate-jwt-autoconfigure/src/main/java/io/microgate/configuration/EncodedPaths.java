package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.request.PercentDecoder;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Decodes the literal paths of an {@code HTTPRoute}, which the Gateway API spells
 * percent-encoded, while requests are compared decoded.
 */
final class EncodedPaths {

	private static final Pattern VALID = Pattern.compile("([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*+");

	private static final Pattern ENCODED_SLASH = Pattern.compile("(?i)%2f");

	private static final int MAX_LENGTH = 1024;

	private final Problems problems;

	EncodedPaths(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Decodes the path of a match.
	 * @param path where the match goes
	 * @param place the match in the words of the manifest
	 * @param match what is written there
	 * @return the match with the decoded path, if it has one
	 */
	ManifestNode decode(PropertyPath path, String place, ManifestNode match) {
		ManifestNode object = match.fields().get("path");
		ManifestNode value = (object != null) ? object.fields().get("value") : null;
		if (object == null || value == null || value.kind() != Kind.TEXT || isRegex(object)) {
			return match;
		}
		String decoded = decodeText(place, value);
		if (decoded == null) {
			this.problems.invalidPaths().add(path.child("path").child("value"));
		}
		ManifestNode read = new ManifestNode(Kind.TEXT, Map.of(), value.items(),
				(decoded != null) ? decoded : value.text(), value.origin());
		return with(match, "path", with(object, "value", read));
	}

	private static boolean isRegex(ManifestNode path) {
		ManifestNode type = path.fields().get("type");
		return type != null && type.text().equals("RegularExpression");
	}

	private static ManifestNode with(ManifestNode object, String field, ManifestNode value) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>(object.fields());
		fields.put(field, value);
		return new ManifestNode(object.kind(), fields, object.items(), object.text(), object.origin());
	}

	private @Nullable String decodeText(String match, ManifestNode value) {
		String text = value.text();
		if (!VALID.matcher(text).matches()) {
			return refuse(match, value, "must be a path in its percent-encoded spelling",
					"Write " + UriUtils.encodePath(text, "UTF-8"));
		}
		if (text.length() > MAX_LENGTH) {
			return refuse(match, value, "must have 1 to %d characters".formatted(MAX_LENGTH),
					"Bring it to the required size");
		}
		String decoded = PercentDecoder.decode(text);
		if (decoded == null) {
			return refuse(match, value, "must be percent-encoded UTF-8", "Encode it in UTF-8");
		}
		if (ENCODED_SLASH.matcher(text).find() || decoded.chars().anyMatch(Character::isISOControl)) {
			return refuse(match, value,
					"can never match, because requests with an encoded slash or a control character are refused",
					"Write the path of the requests that are meant");
		}
		return decoded;
	}

	private @Nullable String refuse(String match, ManifestNode value, String rule, String cure) {
		this.problems.report(new Problem(Provenance.labelBelow(match, "path.value"), Problem.render(value.text()), rule,
				cure, value.origin()));
		return null;
	}

}
