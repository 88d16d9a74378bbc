package io.microgate.jwt;

import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;

/**
 * Finds the token of a request: the first source in list order that is present wins.
 */
public final class TokenExtractor {

	/** Both a header and a scheme. */
	private static final String DPOP = "DPoP";

	private final TokenSource[] sources;

	private final List<SourceName> names;

	private final long maxTokenSize;

	private final boolean crossSiteAllowed;

	private TokenExtractor(List<TokenSource> sources, List<SourceName> names, JwtSpec.Extensions extensions) {
		this.sources = sources.toArray(TokenSource[]::new);
		this.names = names;
		this.maxTokenSize = DataSize.parse(extensions.maxTokenSize()).toBytes();
		this.crossSiteAllowed = "allow".equals(extensions.cookieCrossSite());
	}

	/**
	 * Compiles the sources of a JWT spec.
	 * @param spec a spec that has been checked
	 * @return the extractor
	 */
	public static TokenExtractor compile(JwtSpec spec) {
		if (spec.extractionSources() == null) {
			return new TokenExtractor(List.of(new BearerTokenSource()), List.of(SourceName.BEARER_TOKEN),
					spec.extensions());
		}
		return new TokenExtractor(spec.extractionSources().stream().map(TokenSource::compile).toList(),
				spec.extractionSources().stream().map(SourceName::of).toList(), spec.extensions());
	}

	/**
	 * Names the places where a token may be.
	 * @return the places in list order
	 */
	public List<SourceName> sourceNames() {
		return this.names;
	}

	/**
	 * Finds the token.
	 * @param request the request
	 * @return the token of the first source that is present, or why there is none
	 */
	public Extraction extract(RequestFacts request) {
		return extract(request, null);
	}

	/**
	 * Finds the token and records where.
	 * @param request the request
	 * @param trace records the source, {@code null} for no record
	 * @return the token of the first source that is present, or why there is none
	 */
	public Extraction extract(RequestFacts request, @Nullable TokenTrace trace) {
		for (int i = 0; i < this.sources.length; i++) {
			Extraction extraction = this.sources[i].find(request);
			if (extraction != null) {
				Extraction checked = check(extraction, this.sources[i], request);
				if (trace != null) {
					trace.foundAt(i, checked.refusal() != null);
				}
				return checked;
			}
		}
		return Extraction.refused(DenyReason.TOKEN_MISSING);
	}

	/**
	 * Whether a token may be in {@code Authorization}, which alone has a scheme.
	 * @return {@code false} if all sources are others
	 */
	boolean readsAuthorization() {
		for (TokenSource source : this.sources) {
			if (source instanceof BearerTokenSource) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a request without a token at any source comes from an anonymous client. One
	 * that proves the possession of a key is not, nor one that has a token of that kind
	 * (RFC 9449 section 7.1).
	 * @param request the request
	 * @return {@code false} if it has a {@code DPoP} header, or that scheme, or if others
	 * may find a token at a source
	 */
	public boolean isAnonymous(RequestFacts request) {
		for (TokenSource source : this.sources) {
			if (source.isPerhapsPresent(request)) {
				return false;
			}
		}
		return request.headers(DPOP).isEmpty() && request.headers(HttpHeaders.AUTHORIZATION)
			.stream()
			.noneMatch((value) -> BearerTokenSource.hasScheme(value, DPOP));
	}

	/**
	 * Whether a token is longer than accepted.
	 * @param token the token
	 * @return {@code true} if it is not even parsed
	 */
	public boolean isTooLarge(SentToken token) {
		return token.length() > this.maxTokenSize;
	}

	private Extraction check(Extraction extraction, TokenSource source, RequestFacts request) {
		SentToken token = extraction.token();
		if (token == null) {
			return extraction;
		}
		if (source instanceof CookieTokenSource && !this.crossSiteAllowed && !SameOrigin.isAssured(request)) {
			return Extraction.refused(DenyReason.REQUEST_CROSS_SITE);
		}
		return (isTooLarge(token)) ? Extraction.refused(DenyReason.TOKEN_TOO_LARGE, extraction.scheme()) : extraction;
	}

}
