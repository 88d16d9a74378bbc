package io.microgate.test.policy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes offsets of times: a whole number with a sign and a unit.
 */
final class CaseOffsets {

	private static final Pattern OFFSET = Pattern.compile("(-?[0-9]{1,9})([dhms])");

	/** From the longest on. */
	private static final Map<String, ChronoUnit> UNITS = units();

	private CaseOffsets() {
	}

	private static Map<String, ChronoUnit> units() {
		Map<String, ChronoUnit> units = new LinkedHashMap<>();
		units.put("d", ChronoUnit.DAYS);
		units.put("h", ChronoUnit.HOURS);
		units.put("m", ChronoUnit.MINUTES);
		units.put("s", ChronoUnit.SECONDS);
		return units;
	}

	static @Nullable Duration parse(String text) {
		Matcher offset = OFFSET.matcher(text);
		ChronoUnit unit = offset.matches() ? UNITS.get(offset.group(2)) : null;
		return (unit != null) ? Duration.of(Long.parseLong(offset.group(1)), unit) : null;
	}

	static String format(Duration offset) {
		for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
			long seconds = unit.getValue().getDuration().toSeconds();
			if (offset.toSeconds() != 0 && offset.toSeconds() % seconds == 0) {
				return offset.toSeconds() / seconds + unit.getKey();
			}
		}
		return "0s";
	}

}
