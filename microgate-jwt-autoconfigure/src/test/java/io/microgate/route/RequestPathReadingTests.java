package io.microgate.route;

import java.util.Random;

import io.microgate.request.PercentDecoder;
import io.microgate.request.RequestPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestPath} against a plain statement of what it does, on random
 * targets.
 */
class RequestPathReadingTests {

	private static final String[] PARTS = { "/", "/", "/", "a", "b", "..", ".", "%2e", "%2E%2e", "%2f", "%5c", "%25",
			"%3b", ";", "\\", "%", "%4", "%41", "%zz", "%00", "%7f", "%1b", "%c3%a4", "%c3", "%e2%80%a8", "%c2%85", "+",
			" ", "~", "\u007f", "\u00e4", "\u0000", "%20", "?", "-" };

	@Test
	void decodeWhenRandomThenAsStated() {
		Random random = new Random(6);
		for (int i = 0; i < 100_000; i++) {
			StringBuilder target = new StringBuilder((random.nextInt(20) > 0) ? "/" : "");
			for (int part = random.nextInt(7); part > 0; part--) {
				target.append(PARTS[random.nextInt(PARTS.length)]);
			}
			String raw = target.toString();
			assertThat(RequestPath.decode(raw)).as(raw).isEqualTo(stated(raw));
		}
	}

	@Test
	void decodeWhenNothingIsEscapedThenTheSameText() {
		String raw = "/api/books/1";
		assertThat(RequestPath.decode(raw)).isSameAs(raw);
	}

	private static String stated(String raw) {
		if (!raw.startsWith("/") || !raw.chars().allMatch((c) -> c > ' ' && c < 0x7f)) {
			return null;
		}
		String path = PercentDecoder.decode(raw);
		if (path == null || path.chars().filter((c) -> c == '/').count() != raw.chars().filter((c) -> c == '/').count()
				|| path.chars().anyMatch(RequestPathReadingTests::isOdd)) {
			return null;
		}
		String[] segments = path.substring(1).split("/", -1);
		for (int i = 0; i < segments.length; i++) {
			boolean last = i == segments.length - 1;
			if ((segments[i].isEmpty() && !last) || segments[i].equals(".") || segments[i].equals("..")
					|| segments[i].startsWith(" ") || segments[i].endsWith(" ")) {
				return null;
			}
		}
		return path;
	}

	private static boolean isOdd(int c) {
		return c == ';' || c == '\\' || c == '%' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
	}

}
