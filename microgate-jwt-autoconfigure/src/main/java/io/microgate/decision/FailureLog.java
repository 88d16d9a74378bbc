package io.microgate.decision;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Logs the exceptions of the request path in one line each, and at most once a minute per
 * place where they are thrown: no client can fill the log. Neither the message of an
 * exception is logged, which might quote what was sent, nor, above debug level, its stack
 * trace.
 */
public final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private static final long INTERVAL_MILLIS = 60_000;

	/** More places than code that is not generated has. */
	private static final int MAX_PLACES = 256;

	/** More says nothing new when the stack has ended. */
	private static final int MAX_FRAMES = 64;

	private static final String PROJECT = "io.microgate.";

	private final Clock clock;

	private final String beginning;

	private final Map<String, Line> lines = new ConcurrentHashMap<>();

	/**
	 * Creates the log.
	 * @param clock tells when a place may be logged again
	 */
	public FailureLog(Clock clock) {
		this(clock, "");
	}

	/**
	 * Creates the log of a part of Microgate that its lines name.
	 * @param clock tells when a place may be logged again
	 * @param beginning what each line begins with
	 */
	public FailureLog(Clock clock, String beginning) {
		this.clock = clock;
		this.beginning = beginning;
	}

	/**
	 * Logs an exception unless its place was logged within the last minute.
	 * @param consequence what became of it
	 * @param failure what was thrown
	 */
	public void log(String consequence, Throwable failure) {
		String place = place(failure);
		long now = this.clock.millis();
		Line line = this.lines.compute(key(consequence, failure, place), (key, last) -> Line.of(last, now));
		if (line.isDue(now)) {
			logger.error(LogMessage.format("%s%s: %s at %s%s", this.beginning, consequence,
					failure.getClass().getName(), place, line.more()));
		}
		if (logger.isDebugEnabled()) {
			logger.debug(this.beginning + consequence, withoutMessage(failure));
		}
	}

	/**
	 * Logs something that a request causes and no exception, unless the same was logged
	 * within the last minute.
	 * @param text what is logged
	 */
	public void warn(String text) {
		long now = this.clock.millis();
		Line line = this.lines.compute(text, (key, last) -> Line.of(last, now));
		if (line.isDue(now)) {
			logger.warn(this.beginning + text + line.more());
		}
	}

	private String key(String consequence, Throwable failure, String place) {
		String key = consequence + failure.getClass().getName() + place;
		return (this.lines.size() < MAX_PLACES || this.lines.containsKey(key)) ? key : consequence;
	}

	/** The frame that has thrown, and the one of the project that led there. */
	private static String place(Throwable failure) {
		StackTraceElement[] frames = failure.getStackTrace();
		if (frames.length == 0) {
			return "an unknown place";
		}
		String top = frames[0].toString();
		return Arrays.stream(frames)
			.filter((frame) -> frame.getClassName().startsWith(PROJECT))
			.map(StackTraceElement::toString)
			.findFirst()
			.filter((frame) -> !frame.equals(top))
			.map((frame) -> top + ", called by " + frame)
			.orElse(top);
	}

	private static Throwable withoutMessage(Throwable failure) {
		Throwable trace = new Throwable(failure.getClass().getName());
		StackTraceElement[] frames = failure.getStackTrace();
		trace.setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, MAX_FRAMES)));
		return trace;
	}

	/**
	 * The last line of a place.
	 *
	 * @param time when it was written
	 * @param suppressed how many were left out since
	 * @param omitted how many had been left out before it
	 */
	private record Line(long time, long suppressed, long omitted) {

		static Line of(@Nullable Line last, long now) {
			return (last != null) ? last.next(now) : new Line(now, 0, 0);
		}

		String more() {
			return (this.omitted > 0) ? " (%d more since the last such line)".formatted(this.omitted) : "";
		}

		/** Also when the clock has been set back. */
		Line next(long now) {
			boolean due = now < this.time || now - this.time >= INTERVAL_MILLIS;
			return due ? new Line(now, 0, this.suppressed) : new Line(this.time, this.suppressed + 1, this.omitted);
		}

		boolean isDue(long now) {
			return this.suppressed == 0 && this.time == now;
		}

	}

}
