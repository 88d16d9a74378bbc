package io.microgate.reactive;

import io.microgate.request.FieldNames;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Takes header fields that clients cannot set out of each request, before the filters and
 * exception handlers of the application see it.
 */
final class FieldRemovingHandler implements HttpHandler {

	private final HttpHandler delegate;

	private final ReactiveDecisions decisions;

	FieldRemovingHandler(HttpHandler delegate, ReactiveDecisions decisions) {
		this.delegate = delegate;
		this.decisions = decisions;
	}

	/**
	 * Finds the handler of a server that filters requests.
	 * @param handler the handler as the application has it
	 * @return what it passes requests to, itself if it is another handler
	 */
	static HttpHandler unwrap(HttpHandler handler) {
		return (handler instanceof FieldRemovingHandler removing) ? removing.delegate : handler;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		ServerHttpRequest visible;
		HttpHeaders hidden;
		try {
			FieldNames removed = this.decisions.removedFields(request);
			hidden = HiddenFields.find(removed, request);
			visible = (hidden != null) ? EditedExchange.without(removed, request) : request;
		}
		catch (Throwable ex) {
			return refuse(ex, response);
		}
		Mono<Void> handled = this.delegate.handle(visible, response);
		return (hidden != null) ? handled.contextWrite((context) -> context.put(HiddenFields.CONTEXT_KEY, hidden))
				: handled;
	}

	private Mono<Void> refuse(Throwable failure, ServerHttpResponse response) {
		return ServerRefusalHandler.render(this.decisions.failed(failure), this.decisions.refusalBodies(), response);
	}

}
