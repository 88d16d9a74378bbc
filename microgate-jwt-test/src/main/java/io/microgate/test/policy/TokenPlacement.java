package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.microgate.constraint.Marker;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.Named;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Where a token is put into a request.
 *
 * @param kind the kind of the source
 * @param name name of the header, parameter or cookie, empty for the bearer token
 */
record TokenPlacement(Kind kind, String name) {

	static final TokenPlacement BEARER = new TokenPlacement(Kind.BEARER, "");

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	/** Lists the sources of a JWT in their order. */
	static List<TokenPlacement> of(JwtSpec jwt) {
		if (jwt.extractionSources() == null) {
			return List.of(BEARER);
		}
		List<TokenPlacement> placements = new ArrayList<>();
		for (ExtractionSource source : jwt.extractionSources()) {
			if (source.header() != null) {
				placements.add(new TokenPlacement(Kind.HEADER, name(source.header())));
			}
			else if (source.queryParameter() != null) {
				placements.add(new TokenPlacement(Kind.QUERY_PARAMETER, name(source.queryParameter())));
			}
			else {
				placements
					.add((source.cookie() != null) ? new TokenPlacement(Kind.COOKIE, name(source.cookie())) : BEARER);
			}
		}
		return placements;
	}

	/** The source at which a good token is sent. */
	static TokenPlacement preferred(JwtSpec jwt) {
		List<TokenPlacement> placements = of(jwt);
		return placements.contains(BEARER) ? BEARER : placements.get(0);
	}

	private static String name(Named named) {
		return String.valueOf(named.name());
	}

	/** Puts a token into a request, as one of its own origin. */
	RequestDraft put(RequestDraft request) {
		return (switch (this.kind) {
			case BEARER -> request.withHeader(HttpHeaders.AUTHORIZATION, null);
			case HEADER -> request.withHeader(this.name, null);
			case QUERY_PARAMETER -> request.withParameter(this.name, null);
			case COOKIE -> request.withHeader(HttpHeaders.COOKIE, null);
		}).withPlacement(this);
	}

	/** Puts what is no token into a request. */
	RequestDraft put(RequestDraft request, String text) {
		return switch (this.kind) {
			case BEARER -> request.withHeader(HttpHeaders.AUTHORIZATION, "Bearer " + text);
			case HEADER -> request.withHeader(this.name, text);
			case QUERY_PARAMETER -> request.withParameter(this.name, text);
			case COOKIE -> sameOrigin(request.withHeader(HttpHeaders.COOKIE, this.name + '=' + text));
		};
	}

	ExtractionSource toSource() {
		Named named = new Named(this.name);
		return switch (this.kind) {
			case BEARER -> new ExtractionSource(new Marker(), null, null, null);
			case HEADER -> new ExtractionSource(null, named, null, null);
			case QUERY_PARAMETER -> new ExtractionSource(null, null, named, null);
			case COOKIE -> new ExtractionSource(null, null, null, named);
		};
	}

	private static RequestDraft sameOrigin(RequestDraft request) {
		return SAFE_METHODS.contains(request.method()) ? request : request.withHeader("Sec-Fetch-Site", "same-origin");
	}

	/**
	 * The same request as another site causes it, {@code null} if it cannot cause one
	 * that changes anything.
	 */
	static @Nullable RequestDraft crossSite(RequestDraft request) {
		RequestDraft other = request.withHeader("Sec-Fetch-Site", "cross-site");
		if (!SAFE_METHODS.contains(request.method())) {
			return other;
		}
		return request.method().equals("GET") ? other.withHeader("Upgrade", "websocket") : null;
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case BEARER -> "bearer token";
			case HEADER -> "header '" + this.name + "'";
			case QUERY_PARAMETER -> "query parameter '" + this.name + "'";
			case COOKIE -> "cookie '" + this.name + "'";
		};
	}

	/** Kinds of sources. */
	enum Kind {

		BEARER, HEADER, QUERY_PARAMETER, COOKIE

	}

}
