package io.microgate.decision;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyValueLog}.
 */
class KeyValueLogTests {

	@Test
	void infoWhenSlf4jThenHasKeyValues() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		ch.qos.logback.classic.Logger logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(getClass());
		logger.addAppender(appender);
		new KeyValueLog(getClass()).info("A message with {} braces", Map.of("a", 1));
		logger.detachAppender(appender);
		assertThat(appender.list).singleElement().satisfies((event) -> {
			assertThat(event.getFormattedMessage()).isEqualTo("A message with {} braces");
			assertThat(event.getKeyValuePairs()).singleElement()
				.extracting(KeyValuePair::toString)
				.isEqualTo("a=\"1\"");
		});
	}

	@Test
	void infoWhenNoSlf4jThenMessageIsLoggedAlone() throws Exception {
		URL[] classPath = Stream.of(KeyValueLog.class, LogFactory.class, ClassUtils.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.toArray(URL[]::new);
		List<String> messages = new ArrayList<>();
		Logger logger = Logger.getLogger(Thread.class.getName());
		Handler handler = collectInto(messages);
		logger.addHandler(handler);
		logger.setLevel(Level.INFO);
		try (URLClassLoader without = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> type = Class.forName(KeyValueLog.class.getName(), true, without);
			Object log = type.getConstructor(Class.class).newInstance(Thread.class);
			type.getMethod("info", String.class, Map.class).invoke(log, "A message", Map.of("a", 1));
			type.getMethod("debug", String.class, Map.class).invoke(log, "Not logged", Map.of());
		}
		finally {
			logger.removeHandler(handler);
			logger.setLevel(null);
		}
		assertThat(messages).containsExactly("A message");
	}

	private static Handler collectInto(List<String> messages) {
		return new Handler() {

			@Override
			public void publish(LogRecord logged) {
				messages.add(logged.getMessage());
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
	}

}
