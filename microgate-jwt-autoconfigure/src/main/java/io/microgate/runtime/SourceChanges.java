package io.microgate.runtime;

import java.util.regex.Pattern;

import io.microgate.decision.DenyReason;
import io.microgate.engine.Explanation.Change;
import io.microgate.request.SentRequest;

/**
 * Finds how a token has to be sent.
 */
final class SourceChanges {

	/**
	 * The begin of a header in JSON, encoded. Looks at each character a few times at
	 * most, however often a token seems to begin.
	 */
	private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]*+\\.[A-Za-z0-9_-]*+\\.");

	private static final int MAX_KILOBYTES = 64;

	private final TracedConfiguration traced;

	SourceChanges(TracedConfiguration traced) {
		this.traced = traced;
	}

	Change forSource(DenyReason reason) {
		TokenSources sources = new TokenSources(this.traced.jwt());
		if (reason == DenyReason.TOKEN_TOO_LARGE) {
			return new Change(SmallestChange.CONFIGURATION,
					"microgate.jwts.%s.extensions.max-token-size".formatted(this.traced.jwtName()),
					ClaimValueText.quote(MAX_KILOBYTES + "KB"), this.traced.placeInJwt("extensions", "maxTokenSize"),
					"Use a shorter token, or accept longer ones, up to %dKB".formatted(MAX_KILOBYTES));
		}
		int preferred = (reason == DenyReason.TOKEN_AMBIGUOUS) ? this.traced.trace().token().source()
				: sources.preferred();
		String source = sources.describe(preferred);
		String text = switch (reason) {
			case TOKEN_AMBIGUOUS -> "Send only one token as %s".formatted(source);
			default -> isElsewhere() ? "Send the token as %s: where it is now, it is not looked for".formatted(source)
					: "Send a token of JWT '%s' as %s".formatted(this.traced.jwtName(), source);
		};
		boolean sent = reason == DenyReason.TOKEN_AMBIGUOUS || isElsewhere();
		return new Change(sent ? SmallestChange.REQUEST : SmallestChange.TOKEN, "source", ClaimValueText.quote(source),
				sources.place(this.traced, preferred), text);
	}

	/** Whether a token is in the request, but at no source. */
	private boolean isElsewhere() {
		SentRequest request = this.traced.trace().request();
		if (request.query() != null && TOKEN.matcher(request.query()).find()) {
			return true;
		}
		for (String name : request.headerNames()) {
			for (String value : request.headers(name)) {
				if (TOKEN.matcher(value).find()) {
					return true;
				}
			}
		}
		return false;
	}

}
