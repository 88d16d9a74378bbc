package io.microgate.runtime;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import io.microgate.binding.Confirmation;
import io.microgate.constraint.Marker;
import io.microgate.engine.Explanation;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.request.SentRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Explains where a token is looked for, and sends one there.
 */
final class TokenSources {

	private static final ExtractionSource BEARER = new ExtractionSource(new Marker(), null, null, null);

	private final List<ExtractionSource> sources;

	TokenSources(JwtSpec spec) {
		this.sources = (spec.extractionSources() != null) ? spec.extractionSources() : List.of(BEARER);
	}

	/** The source at which a token is sent that is given without one. */
	int preferred() {
		for (int i = 0; i < this.sources.size(); i++) {
			if (this.sources.get(i).bearerToken() != null) {
				return i;
			}
		}
		return 0;
	}

	SentRequest send(SentRequest request, String token) {
		ExtractionSource source = this.sources.get(preferred());
		if (source.header() != null) {
			return request.withHeader(name(source.header()), token);
		}
		if (source.cookie() != null) {
			return request.withHeader(HttpHeaders.COOKIE, name(source.cookie()) + '=' + token);
		}
		if (source.queryParameter() != null) {
			return request.withParameter(encode(name(source.queryParameter())) + '=' + encode(token));
		}
		return request.withHeader(HttpHeaders.AUTHORIZATION, (isBoundToKey(token) ? "DPoP " : "Bearer ") + token);
	}

	/** A token that a client has a key for is sent with another scheme. */
	private static boolean isBoundToKey(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length < 2) {
			return false;
		}
		try {
			Confirmation confirmation = Confirmation
				.of(StrictJson.parseObject(Base64.getUrlDecoder().decode(parts[1])).get("cnf"));
			return confirmation != null && confirmation.thumbprint() != null;
		}
		catch (MalformedJoseException | IllegalArgumentException ex) {
			// is refused for that, with whatever scheme
			return false;
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** What the source at a position is. */
	String describe(int position) {
		ExtractionSource source = this.sources.get(position);
		if (source.header() != null) {
			return "header '" + name(source.header()) + "'";
		}
		if (source.cookie() != null) {
			return "cookie '" + name(source.cookie()) + "'";
		}
		return (source.queryParameter() != null) ? "query parameter '" + name(source.queryParameter()) + "'"
				: "bearer token";
	}

	/** What all sources are. */
	String describeAll() {
		return String.join(" or ", IntStream.range(0, this.sources.size()).mapToObj(this::describe).toList());
	}

	private static String name(JwtSpec.Named named) {
		return String.valueOf(named.name());
	}

	/** Where the source at a position is written. */
	@Nullable String place(TracedConfiguration traced, int position) {
		return (traced.jwt().extractionSources() != null) ? traced.placeInJwt("extractionSources", position) : null;
	}

	/** Tells where the token was looked for. */
	Explanation.Token explain(TracedConfiguration traced) {
		int found = traced.trace().token().source();
		boolean refused = traced.trace().token().isRefusedAtSource();
		List<Explanation.Source> explained = new ArrayList<>();
		for (int i = 0; i < this.sources.size(); i++) {
			String outcome = (found >= 0 && i > found) ? "not reached" : "absent";
			if (i == found) {
				outcome = refused ? "refused" : "used";
			}
			explained.add(new Explanation.Source(describe(i), place(traced, i), outcome));
		}
		String outcome = (found < 0) ? "missing" : "found";
		return new Explanation.Token(refused ? "refused" : outcome, explained);
	}

}
