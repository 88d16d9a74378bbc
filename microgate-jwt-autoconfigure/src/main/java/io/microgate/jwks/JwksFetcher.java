package io.microgate.jwks;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the key set of one JWKS over HTTP, and before that the metadata document that
 * names its URI, where there is one. One deadline covers everything from the name look-up
 * to the last byte.
 */
final class JwksFetcher {

	private final FetchPlan plan;

	private final @Nullable ProviderMetadata metadata;

	private final FetchResources resources;

	private final DocumentFetcher documents;

	private final ScheduledExecutorService timer;

	private final KeySetParser parser;

	private @Nullable CompletableFuture<FetchMaterial> currentMaterial;

	private volatile @Nullable CompletableFuture<?> underWay;

	private volatile boolean closed;

	/**
	 * Creates a fetcher.
	 * @param plan what to fetch and how
	 * @param resources those of all JWKS
	 * @param timer ends a fetch that takes too long
	 * @param log is given the reason why an older {@code jwks_uri} is in use
	 */
	JwksFetcher(FetchPlan plan, FetchResources resources, ScheduledExecutorService timer, Consumer<String> log) {
		this.plan = plan;
		this.metadata = (plan.discovery() != null) ? new ProviderMetadata(plan.discovery(), plan.uri(), log) : null;
		this.parser = new KeySetParser(plan.keyUse());
		this.resources = resources;
		this.documents = new DocumentFetcher(resources);
		this.timer = timer;
	}

	/**
	 * Starts a fetch while no other one is under way.
	 * @param scheduled whether the metadata is read again, where there is some
	 * @return completes on a worker within the deadline, exceptionally if there is no
	 * usable key set
	 */
	CompletableFuture<ParsedKeySet> fetch(boolean scheduled) {
		FetchAttempt attempt = new FetchAttempt();
		CompletableFuture<ParsedKeySet> fetch = attempt.outcome;
		this.underWay = fetch;
		if (this.closed) {
			fetch.cancel(true);
			return fetch;
		}
		ScheduledFuture<?> deadline = after(this.plan.maxDuration(), attempt::overdue);
		material().thenCompose((material) -> attempt.run(material, scheduled)).whenComplete((keys, failure) -> {
			if (keys != null) {
				fetch.complete(keys);
			}
			else {
				fetch.completeExceptionally(Objects.requireNonNull(failure));
			}
		});
		return fetch.whenCompleteAsync((keys, failure) -> deadline.cancel(false), this.resources.workers());
	}

	private ScheduledFuture<?> after(Duration duration, Runnable task) {
		return this.timer.schedule(task, duration.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Joins the last call until it has ended: a file system that hangs blocks one thread,
	 * not one for each attempt.
	 */
	private synchronized CompletableFuture<FetchMaterial> material() {
		CompletableFuture<FetchMaterial> last = this.currentMaterial;
		if (last != null && !last.isDone()) {
			return last;
		}
		CompletableFuture<FetchMaterial> next = CompletableFuture.supplyAsync(() -> {
			try {
				return this.plan.material();
			}
			catch (UnusableMaterialException ex) {
				throw new CompletionException(FetchFailure.at(this.plan.uri().toString(), ex));
			}
		}, this.resources.blocking());
		this.currentMaterial = next;
		return next;
	}

	/** Whether a scheduled fetch reads more than one for an unknown key. */
	boolean hasMetadata() {
		return this.metadata != null;
	}

	/** Says what is out of date although keys are fetched. */
	@Nullable String failure() {
		String tls = this.plan.tls().failure();
		return (tls != null || this.metadata == null) ? tls : this.metadata.failure();
	}

	Duration maxDuration() {
		return this.plan.maxDuration();
	}

	void close() {
		this.closed = true;
		CompletableFuture<?> running = this.underWay;
		if (running != null) {
			running.cancel(true);
		}
		this.documents.close();
	}

	/**
	 * Fetches once, one document after the other.
	 */
	private final class FetchAttempt {

		private final CompletableFuture<ParsedKeySet> outcome = new CompletableFuture<>();

		private volatile @Nullable DocumentRequest current;

		CompletableFuture<ParsedKeySet> run(FetchMaterial material, boolean scheduled) {
			return keysUri(material, scheduled)
				.thenCompose((uri) -> fetch(new DocumentRequest(plan(), material, uri)).thenApply(this::parse));
		}

		private FetchPlan plan() {
			return JwksFetcher.this.plan;
		}

		private CompletableFuture<FetchedDocument> fetch(DocumentRequest request) {
			this.current = request;
			CompletableFuture<FetchedDocument> document = JwksFetcher.this.documents.fetch(request);
			this.outcome.whenCompleteAsync((keys, failure) -> document.cancel(true),
					JwksFetcher.this.resources.workers());
			return document;
		}

		private CompletableFuture<FetchTarget> keysUri(FetchMaterial material, boolean scheduled) {
			ProviderMetadata metadata = JwksFetcher.this.metadata;
			if (metadata == null) {
				return CompletableFuture.completedFuture(plan().uri());
			}
			FetchTarget last = metadata.last();
			if (last != null && !scheduled) {
				return CompletableFuture.completedFuture(last);
			}
			DocumentRequest request = new DocumentRequest(plan(), material, plan().uri());
			CompletableFuture<FetchedDocument> document = fetch(request);
			CompletableFuture<FetchTarget> read = document.thenApply((fetched) -> read(metadata, fetched, request));
			return (last == null) ? read : readOrLast(request, document, read, last);
		}

		private FetchTarget read(ProviderMetadata metadata, FetchedDocument document, DocumentRequest request) {
			try {
				return metadata.read(document);
			}
			catch (FetchException ex) {
				throw new CompletionException(FetchFailure.at(request.where(), ex));
			}
		}

		/** Half of the time is left for the keys. */
		private CompletableFuture<FetchTarget> readOrLast(DocumentRequest request,
				CompletableFuture<FetchedDocument> document, CompletableFuture<FetchTarget> read, FetchTarget last) {
			ScheduledFuture<?> half = after(plan().maxDuration().dividedBy(2),
					() -> JwksFetcher.this.resources.workers()
						.execute(() -> document.completeExceptionally(request.overdue("half of 'maxDuration'"))));
			return read.handle((uri, failure) -> {
				half.cancel(false);
				if (this.outcome.isDone()) {
					throw new CancellationException();
				}
				if (failure != null) {
					Objects.requireNonNull(JwksFetcher.this.metadata).failed(FetchFailure.describe(failure));
				}
				return (uri != null) ? uri : last;
			});
		}

		private ParsedKeySet parse(FetchedDocument document) {
			try {
				return JwksFetcher.this.parser.parse(document.body());
			}
			catch (InvalidKeySetException ex) {
				FetchException refusal = UnexpectedDocument.insteadOfKeySet(document, String.valueOf(ex.getMessage()));
				throw new CompletionException(FetchFailure.at(Objects.requireNonNull(this.current).where(), refusal));
			}
		}

		void overdue() {
			DocumentRequest request = this.current;
			this.outcome.completeExceptionally((request != null) ? request.overdue("'maxDuration'") : FetchFailure
				.at(plan().uri().toString(), new FetchException("no complete answer within 'maxDuration'")));
		}

	}

}
