package io.microgate.constraint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes durations. Operators write them in Go's format as the CRs ask for
 * ({@code 1h30m}, {@code 1.5h}, {@code 500ms}), in Spring's simple form ({@code 10s},
 * {@code 2d}) and in ISO-8601 ({@code PT1H}). A unit is always needed. The range is Go's:
 * what fits into a {@code long} of nanoseconds, so that {@link Duration#toNanos()} never
 * fails.
 */
public final class DurationText {

	private static final int MAX_LENGTH = 100;

	private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

	private static final Pattern ISO = Pattern.compile("[+-]?[pP].*");

	private static final Pattern SIMPLE = Pattern.compile("([+-]?[0-9]+)([a-zA-Z]+)");

	private static final Pattern GO = Pattern.compile("([+-]?)((?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)[a-z\u00b5\u03bc]+)+)");

	private static final Pattern GO_PART = Pattern.compile("([0-9.]+)([a-z\u00b5\u03bc]+)");

	private static final Map<String, Long> GO_UNITS = Map.of("ns", 1L, "us", 1_000L, "\u00b5s", 1_000L, "\u03bcs",
			1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	private static final Map<String, Long> SIMPLE_UNITS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s",
			1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);

	private DurationText() {
	}

	/**
	 * Reads a duration.
	 * @param text the text, without white space
	 * @return the duration, which may be zero or negative
	 * @throws IllegalArgumentException if the text is no duration; the message says why
	 */
	public static Duration parse(String text) {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("is empty, a duration such as 10s or 1h30m is needed");
		}
		if (text.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("is too long for a duration");
		}
		if (ISO.matcher(text).matches()) {
			return parseIso(text);
		}
		Matcher simple = SIMPLE.matcher(text);
		if (simple.matches()) {
			return parseSimple(simple);
		}
		Matcher go = GO.matcher(text);
		if (go.matches()) {
			return parseGo(go);
		}
		throw new IllegalArgumentException(text.matches("[+-]?[0-9.]+") ? "has no unit, write for example " + text + "s"
				: "is not a duration, write for example 500ms, 10s or 1h30m");
	}

	/**
	 * Writes a duration in Go's format, with the largest units that leave no fraction.
	 * @param duration a duration that is not negative
	 * @return the text, empty for no time at all
	 */
	public static String write(Duration duration) {
		StringBuilder written = new StringBuilder();
		append(written, duration.toHours(), "h");
		append(written, duration.toMinutesPart(), "m");
		append(written, duration.toSecondsPart(), "s");
		append(written, duration.toMillisPart(), "ms");
		append(written, duration.toNanosPart() % 1_000_000, "ns");
		return written.toString();
	}

	private static void append(StringBuilder written, long value, String unit) {
		if (value != 0) {
			written.append(value).append(unit);
		}
	}

	private static Duration parseIso(String text) {
		try {
			Duration duration = Duration.parse(text);
			return ofNanos(BigDecimal.valueOf(duration.getSeconds(), -9).add(BigDecimal.valueOf(duration.getNano())));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("is not an ISO-8601 duration such as PT1H30M", ex);
		}
	}

	private static Duration parseSimple(Matcher simple) {
		long unit = unit(SIMPLE_UNITS, simple.group(2).toLowerCase(Locale.ROOT));
		return ofNanos(new BigDecimal(simple.group(1)).multiply(BigDecimal.valueOf(unit)));
	}

	private static Duration parseGo(Matcher go) {
		BigDecimal nanos = BigDecimal.ZERO;
		Matcher part = GO_PART.matcher(go.group(2));
		while (part.find()) {
			long unit = unit(GO_UNITS, part.group(2));
			nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
		}
		return ofNanos("-".equals(go.group(1)) ? nanos.negate() : nanos);
	}

	private static long unit(Map<String, Long> units, String name) {
		Long nanos = units.get(name);
		if (nanos == null) {
			throw new IllegalArgumentException("has the unknown unit '" + name + "', use one of ns, us, ms, s, m, h"
					+ (units.containsKey("d") ? ", d" : ""));
		}
		return nanos;
	}

	private static Duration ofNanos(BigDecimal nanos) {
		if (nanos.abs().compareTo(MAX_NANOS) > 0) {
			throw new IllegalArgumentException("is out of range, about 292 years is the longest duration");
		}
		return Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
	}

}
