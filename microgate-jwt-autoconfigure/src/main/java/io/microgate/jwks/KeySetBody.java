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
 * Reads the body of an answer, only when it may be a key set and only up to a limit.
 * Nothing more is read once it is refused.
 */
final class KeySetBody implements BodySubscriber<byte[]> {

	static final int MAX_BYTES = 1024 * 1024;

	static final String TOO_LONG = "the answer is longer than 1 MiB";

	private final CompletableFuture<byte[]> body = new CompletableFuture<>();

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ContentEncoding encoding;

	private final @Nullable String refusal;

	private Flow.@Nullable Subscription subscription;

	private KeySetBody(ContentEncoding encoding, @Nullable String refusal) {
		this.encoding = encoding;
		this.refusal = refusal;
	}

	static KeySetBody of(ResponseInfo response) {
		ContentEncoding encoding = new ContentEncoding(response.headers().allValues("Content-Encoding"));
		return new KeySetBody(encoding, refusal(response.statusCode(), encoding));
	}

	/**
	 * Says why an answer is refused whatever its body is.
	 * @param status its status code
	 * @param encoding its Content-Encoding
	 * @return the reason, {@code null} if there is none
	 */
	static @Nullable String refusal(int status, ContentEncoding encoding) {
		return (status != 200) ? "the answer has status " + status : encoding.refusal();
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
				refuse(TOO_LONG);
				return;
			}
			byte[] chunk = new byte[buffer.remaining()];
			buffer.get(chunk);
			this.bytes.writeBytes(chunk);
		}
	}

	private void refuse(String reason) {
		if (this.subscription != null) {
			this.subscription.cancel();
		}
		this.body.completeExceptionally(new FetchException(reason));
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
