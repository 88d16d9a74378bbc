package io.microgate.test.token;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Sends tokens with requests of WebClient and WebTestClient.
 */
final class WebClientRequests {

	private WebClientRequests() {
	}

	/** Sets a token. One that a test has set before at the same place is replaced. */
	static ClientRequest send(ClientRequest request, PlacedToken token) {
		if (request.attribute(token.attribute()).isEmpty() && isOccupied(request, token)) {
			throw token.occupied();
		}
		ClientRequest.Builder changed = ClientRequest.from(request).attribute(token.attribute(), true);
		changed.headers((headers) -> addProofs(headers, request, token));
		switch (token.kind()) {
			case HEADER -> changed.headers((headers) -> headers.set(token.name(), token.value()));
			case COOKIE -> changed.cookies((cookies) -> cookies.set(token.name(), token.value())).headers((headers) -> {
				if (!headers.containsHeader(PlacedToken.FETCH_SITE)) {
					headers.set(PlacedToken.FETCH_SITE, PlacedToken.SAME_ORIGIN);
				}
			});
			case QUERY_PARAMETER -> changed.url(token.addTo(request.url()));
		}
		return changed.build();
	}

	private static void addProofs(HttpHeaders headers, ClientRequest request, PlacedToken token) {
		if (token.proof() != null) {
			headers.set(KeyProof.FIELD, token.proof().of(request.method().name(), request.url().getRawPath()));
		}
		if (token.certificate() != null) {
			headers.set(token.certificate().field(), token.certificate().value());
		}
	}

	private static boolean isOccupied(ClientRequest request, PlacedToken token) {
		return switch (token.kind()) {
			case HEADER -> request.headers().containsHeader(token.name());
			case COOKIE -> request.cookies().containsKey(token.name());
			case QUERY_PARAMETER -> token.isIn(request.url().getRawQuery());
		};
	}

}
