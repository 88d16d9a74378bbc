package io.microgate.servlet;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.microgate.runtime.ExplainBody;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads what is sent to the endpoint that explains requests, so that Spring neither logs
 * the token in it nor quotes it in an error.
 */
public final class ExplainBodyConverter implements GenericHttpMessageConverter<Map<String, String>>, WebMvcConfigurer {

	private final Supplier<String> path;

	/**
	 * Creates the converter.
	 * @param path path of the endpoint below that of the dispatcher servlet, which is
	 * known late
	 */
	public ExplainBodyConverter(Supplier<String> path) {
		this.path = path;
	}

	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList((converters) -> converters.add(0, this));
	}

	@Override
	public boolean canRead(Type type, @Nullable Class<?> contextClass, @Nullable MediaType mediaType) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null && this.path.get()
			.equals(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
					RequestAttributes.SCOPE_REQUEST));
	}

	@Override
	public Map<String, String> read(Type type, @Nullable Class<?> contextClass, HttpInputMessage input)
			throws IOException {
		byte[] body = input.getBody().readNBytes(ExplainBody.MAX_BYTES + 1);
		try {
			return ExplainBody.read(body, query());
		}
		catch (IllegalArgumentException ex) {
			throw new HttpMessageNotReadableException(String.valueOf(ex.getMessage()), input);
		}
	}

	private static @Nullable String query() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest().getQueryString() : null;
	}

	@Override
	public Map<String, String> read(Class<? extends Map<String, String>> type, HttpInputMessage input)
			throws IOException {
		return read(type, null, input);
	}

	@Override
	public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
		return canRead(type, null, mediaType);
	}

	@Override
	public boolean canWrite(@Nullable Type type, Class<?> valueType, @Nullable MediaType mediaType) {
		return false;
	}

	@Override
	public boolean canWrite(Class<?> valueType, @Nullable MediaType mediaType) {
		return false;
	}

	@Override
	public List<MediaType> getSupportedMediaTypes() {
		return List.of(MediaType.APPLICATION_JSON);
	}

	@Override
	public void write(Map<String, String> body, @Nullable Type type, @Nullable MediaType mediaType,
			HttpOutputMessage output) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void write(Map<String, String> body, @Nullable MediaType mediaType, HttpOutputMessage output) {
		throw new UnsupportedOperationException();
	}

}
