package io.microgate.test;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Marks every application context that Spring's TestContext framework loads.
 */
final class TestContextMarkFactory implements ContextCustomizerFactory {

	/** Header fields that the HTTP client of the JDK lets its users write. */
	private static final String ALLOWED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

	private static final Pattern HOST = Pattern.compile("[^\\s/?#@\\\\]*");

	static {
		// Read once, by the first request of the JVM
		if (System.getProperty(ALLOWED_HEADERS) == null) {
			System.setProperty(ALLOWED_HEADERS, "host");
		}
	}

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureMicrogateJwt annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureMicrogateJwt.class);
		if (annotation == null) {
			return new Marking(new TestContextMark(null, null));
		}
		return new Marking(new TestContextMark(host(annotation.host().strip()), time(annotation.time().strip())));
	}

	private static @Nullable String host(String text) {
		if (!HOST.matcher(text).matches()) {
			throw new IllegalArgumentException(
					"@AutoConfigureMicrogateJwt has the host '%s', which is no value of Host. Write it like api.example.com or api.example.com:8443."
						.formatted(text));
		}
		return text.isEmpty() ? null : text;
	}

	private static @Nullable Instant time(String text) {
		try {
			return text.isEmpty() ? null : Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(
					"@AutoConfigureMicrogateJwt has the time '%s', which is no instant. Write it like 2026-01-01T00:00:00Z."
						.formatted(text),
					ex);
		}
	}

	/**
	 * Equal to others with the same mark, so that tests share a context if nothing else
	 * tells them apart.
	 */
	private record Marking(TestContextMark mark) implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			this.mark.register(context.getBeanFactory());
		}

	}

}
