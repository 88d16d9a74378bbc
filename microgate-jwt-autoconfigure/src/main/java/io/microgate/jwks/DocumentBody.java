package io.microgate.jwks;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer, only when it may be the document and only up to a limit.
 * Nothing more is read once it is refused.
 */
final class DocumentBody implements BodySubscriber<byte[]> {

	static final int MAX_BYTES = 1024 * 1024;

	static final String TOO_LONG = "the answer is longer than 1 MiB";

	private final CompletableFuture<byte[]> body = new CompletableFuture<>();

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ContentEncoding encoding;

	private final @Nullable FetchException refusal;

	private Flow.@Nullable Subscription subscription;

	private DocumentBody(ContentEncoding encoding, @Nullable FetchException refusal) {
		this.encoding = encoding;
		this.refusal = refusal;
	}

	static DocumentBody of(ResponseInfo response, DocumentRequest request) {
		AnswerHead head = new AnswerHead(response.statusCode(), response.headers().map());
		return new DocumentBody(head.encoding(), refusal(head, request));
	}

	/**
	 * Says why an answer is refused whatever its body is.
	 * @param head status and header fields
	 * @param request what was asked for
	 * @return the reason, {@code null} if there is none
	 */
	static @Nullable FetchException refusal(AnswerHead head, DocumentRequest request) {
		FetchException refusal = AnswerCheck.refusal(head, request);
		String undecoded = head.encoding().refusal();
		return (refusal == null && undecoded != null) ? new FetchException(undecoded) : refusal;
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.body;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription = subscription;
		if (this.refusal != null) {
			refuse(this.refusal);
			return;
		}
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		if (this.body.isDone()) {
			return;
		}
		for (ByteBuffer buffer : buffers) {
			if (buffer.remaining() > MAX_BYTES - this.bytes.size()) {
				refuse(new FetchException(TOO_LONG));
				return;
			}
			byte[] chunk = new byte[buffer.remaining()];
			buffer.get(chunk);
			this.bytes.writeBytes(chunk);
		}
	}

	private void refuse(FetchException reason) {
		if (this.subscription != null) {
			this.subscription.cancel();
		}
		this.body.completeExceptionally(reason);
	}

	@Override
	public void onError(Throwable failure) {
		this.body.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		try {
			this.body.complete(this.encoding.decode(this.bytes.toByteArray()));
		}
		catch (FetchException ex) {
			this.body.completeExceptionally(ex);
		}
	}

}
