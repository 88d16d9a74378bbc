package io.microgate.decision;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.util.ClassUtils;

/**
 * Logs messages with key-values, which structured logging writes as fields. Commons
 * Logging has none, so SLF4J is used where the application has it; without it, or with an
 * SLF4J that logs nowhere, the message alone is logged.
 */
public final class KeyValueLog {

	private static final boolean SLF4J = ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder",
			KeyValueLog.class.getClassLoader());

	private final Log log;

	private final @Nullable KeyValueWriter writer;

	/**
	 * Creates the log of a class.
	 * @param type the class
	 */
	public KeyValueLog(Class<?> type) {
		this.log = LogFactory.getLog(type);
		this.writer = SLF4J ? KeyValueWriter.create(type) : null;
	}

	/**
	 * Whether anything is logged at info level.
	 * @return whether it is
	 */
	public boolean isInfoEnabled() {
		return this.log.isInfoEnabled();
	}

	/**
	 * Whether anything is logged at debug level.
	 * @return whether it is
	 */
	public boolean isDebugEnabled() {
		return this.log.isDebugEnabled();
	}

	/**
	 * Logs a message at info level.
	 * @param message the message, one line
	 * @param keyValues the key-values
	 */
	public void info(String message, Map<String, ?> keyValues) {
		if (this.writer != null) {
			this.writer.write(Level.INFO, message, keyValues);
		}
		else {
			this.log.info(message);
		}
	}

	/**
	 * Logs a message at debug level.
	 * @param message the message, one line
	 * @param keyValues the key-values
	 */
	public void debug(String message, Map<String, ?> keyValues) {
		if (this.writer != null) {
			this.writer.write(Level.DEBUG, message, keyValues);
		}
		else {
			this.log.debug(message);
		}
	}

	/** Loaded only where there is SLF4J. */
	private static final class KeyValueWriter {

		private final Logger logger;

		private KeyValueWriter(Logger logger) {
			this.logger = logger;
		}

		static @Nullable KeyValueWriter create(Class<?> type) {
			return (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) ? null
					: new KeyValueWriter(LoggerFactory.getLogger(type));
		}

		void write(Level level, String message, Map<String, ?> keyValues) {
			LoggingEventBuilder event = this.logger.atLevel(level);
			keyValues.forEach(event::addKeyValue);
			event.log(message);
		}

	}

}
