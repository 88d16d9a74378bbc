package io.microgate.verdict;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.microgate.coverage.RouteCoverage;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged, except by the server and about coverage, while it is open.
 * Opened after the application has started, because that sets up logging anew.
 */
final class CapturedLog implements AutoCloseable {

	/** What a server says of headers that it cannot read is its own affair. */
	private static final String SERVER = "org.apache.";

	/** Is logged some seconds after the start and says nothing of requests. */
	private static final String COVERAGE = RouteCoverage.class.getName();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLoggerName().startsWith(SERVER) || event.getLoggerName().equals(COVERAGE)) {
				return;
			}
			CapturedLog.this.lines.add(event.getFormattedMessage());
			for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
				CapturedLog.this.lines.add(cause.getClassName() + ": " + cause.getMessage());
			}
		}

	};

	CapturedLog() {
		this.appender.setContext(this.root.getLoggerContext());
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/**
	 * Messages as they were formatted, and the messages of exceptions.
	 * @return one element for each, line breaks in it included
	 */
	List<String> lines() {
		return List.copyOf(this.lines);
	}

	void clear() {
		this.lines.clear();
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
	}

}
