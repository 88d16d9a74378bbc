package io.microgate.jwks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Fetches documents in the way that fits: no redirect is followed, and a failure says
 * where the document was to come from.
 */
final class DocumentFetcher {

	private final FetchResources resources;

	private final ClientTransport client;

	private final SocketTransport sockets;

	DocumentFetcher(FetchResources resources) {
		this.resources = resources;
		this.client = new ClientTransport(resources);
		this.sockets = new SocketTransport(resources.blocking());
	}

	/**
	 * Starts to fetch a document.
	 * @param request what is asked for
	 * @return the document. When it is completed by another party the connection ends
	 */
	CompletableFuture<FetchedDocument> fetch(DocumentRequest request) {
		CompletableFuture<FetchedDocument> document = new CompletableFuture<>();
		this.resources.lookups()
			.lookUp(request)
			.thenCompose((found) -> send(request, document))
			.whenComplete((fetched, failure) -> {
				if (failure == null) {
					document.complete(fetched);
				}
				else {
					document.completeExceptionally(FetchFailure.at(request.where(), failure));
				}
			});
		return document;
	}

	private CompletableFuture<FetchedDocument> send(DocumentRequest request,
			CompletableFuture<FetchedDocument> document) {
		if (!SocketTransport.takes(request)) {
			return CompletableFuture.completedFuture(request)
				.thenComposeAsync((sent) -> this.client.send(sent, document), this.resources.workers());
		}
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.sockets.get(request, document);
			}
			catch (IOException ex) {
				throw new CompletionException(ex);
			}
		}, this.resources.blocking());
	}

	void close() {
		this.client.close();
	}

}
