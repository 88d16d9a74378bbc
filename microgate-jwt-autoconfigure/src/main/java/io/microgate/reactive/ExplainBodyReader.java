package io.microgate.reactive;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.microgate.runtime.ExplainBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;

/**
 * Reads what is sent to the endpoint that explains requests, so that Spring neither logs
 * the token in it nor quotes it in an error. The bodies of other endpoints are read as
 * without it.
 */
public final class ExplainBodyReader implements HttpMessageReader<Object> {

	private final ServerCodecConfigurer codecs;

	private final Supplier<String> path;

	/**
	 * Creates the reader.
	 * @param codecs reads the bodies of other endpoints
	 * @param path path of the endpoint, which is known late
	 */
	public ExplainBodyReader(ServerCodecConfigurer codecs, Supplier<String> path) {
		this.codecs = codecs;
		this.path = path;
	}

	@Override
	public List<MediaType> getReadableMediaTypes() {
		return List.of(MediaType.APPLICATION_JSON);
	}

	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		return type.getSource() instanceof MethodParameter parameter
				&& parameter.getContainingClass().getEnclosingClass() == AbstractWebFluxEndpointHandlerMapping.class
				&& other(type, mediaType) != null;
	}

	@Override
	public Mono<Object> readMono(ResolvableType actualType, ResolvableType type, ServerHttpRequest request,
			ServerHttpResponse response, Map<String, Object> hints) {
		Object pattern = request.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		if (pattern != null && pattern.toString().equals(this.path.get())) {
			return readMono(type, request, hints);
		}
		HttpMessageReader<?> other = other(type, request.getHeaders().getContentType());
		return (other != null) ? other.readMono(actualType, type, request, response, hints).cast(Object.class)
				: Mono.error(new DecodingException("There is no other reader"));
	}

	@Override
	public Mono<Object> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
		String query = (message instanceof ServerHttpRequest request) ? request.getURI().getRawQuery() : null;
		return DataBufferUtils.join(message.getBody(), ExplainBody.MAX_BYTES).map((buffer) -> read(buffer, query));
	}

	@Override
	public Flux<Object> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
		return Flux.from(readMono(type, message, hints));
	}

	private static Object read(DataBuffer buffer, @Nullable String query) {
		byte[] body = new byte[buffer.readableByteCount()];
		buffer.read(body);
		DataBufferUtils.release(buffer);
		try {
			return ExplainBody.read(body, query);
		}
		catch (IllegalArgumentException ex) {
			throw new DecodingException(String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable HttpMessageReader<?> other(ResolvableType type, @Nullable MediaType mediaType) {
		return this.codecs.getReaders()
			.stream()
			.filter((reader) -> !(reader instanceof ExplainBodyReader) && reader.canRead(type, mediaType))
			.findFirst()
			.orElse(null);
	}

}
