package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.springframework.web.util.UriUtils;

/**
 * Makes request targets that are read in more than one way: the path of a handler, and a
 * few tricks. Text is ISO-8859-1, one character a byte. Line ends are left out, as they
 * would make it two requests.
 */
final class ReadingTargets {

	/** Paths of handlers; those of resources are added. */
	private static final List<String> HANDLERS = List.of("/page", "/private-page", "/api/acme/users/7",
			"/api/acme/users/8", "/api/acme/users/x.css", "/api/acme/admin/users", "/api/acme/admin/a/b",
			"/api/acme/root", "/item/12", "/item/abc", "/item/data.json", "/item/12.json", "/docs/a/b", "/docs/hidden",
			"/docs/a/hidden/b", "/vault/secret", "/vault/other", "/vault/a.css", "/moved/x", "/moved/secret",
			"/wrapped/x", "/wrapped/secret", "/wild/any", "/wild/secret", "/deep/x/y", "/deep/a/b", "/deep/a.secret",
			"/go/public", "/go/vault", "/fn/1", "/fn/2", "/fn/1/edit", "/fn/deep/a/b", "/manage", "/manage/health",
			"/manage/health/mark", "/manage/health/live", "/manage/mark", "/manage/mark/a", "/manage/mark/secret/b",
			"/probe", "/probe/x");

	/** Behind a path. */
	private static final List<String> ENDS = List.of("/", "/", "/", "/", "/", "/", "//", "/.", "/..", "/./", "/x/..",
			"%2f", "%2F", "%5c", "\\", ";", ";x=y", ";/", "/;x=y", "%3b", "%3bx=y", "%00", "%00.css", ".", "%2e", "%20",
			"+", "%09", "%0a", "%0d", ".json", ".css", ".html", ".json", ".css", "?", "?x=y", "?x=%2e%2e/", "~", ":",
			",", ".", "%20", "%C3%A4", "-", "x", "/x", "/b", ".secret", "/.css", "/x.css", "/x.json", ";.css",
			"%2f.css", "?", "?.css", "?x=/../", "?/files/public.txt", "#", "#.css", "%23", "%23.css", "%3f", "%3f.css",
			"/%2e", "/%2e/", "/%2e%2e", "~", "/index.html", "/*", "/**", "%", "%2", "%zz", "%25", "%252f", "%c0%af",
			"%ef%bc%8f", "%e2%80%a8", "%c2%a0", "%c2%85", "::$DATA", ":", ",", "&", "=", "@", "!", "'", "\"", "<", "|",
			"^", "`", "\u0000", "\u0001", "\u007f", "\u0080", "\u00ff", "\u00e4", "\u00c3\u00a4", "\u00c0\u00af", " ",
			"\t", "?_method=GET", "?path=%2e%2e");

	/** In front of a path, or in place of one of its slashes. */
	private static final List<String> SLASHES = List.of("//", "///", "/./", "/x/../", "/%2e/", "/%2E/", "/x/%2e%2e/",
			"/x/.%2e/", "/x/..;/", "/..;/", "/;/", "/;a=b/", ";/", ";a=b/", "/.;/", "/%3b/", "%2f", "%2F", "/%2f",
			"%2f/", "%5c", "\\", "/\\", "\\/", "/x/..\\", "/x/..%5c", "/x/..%2f", "%252f", "/%252e/", "/x/%252e%252e/",
			"%c0%af", "%e0%80%af", "%f0%80%80%af", "/%c0%ae/", "/x/%c0%ae%c0%ae/", "%u002f", "/%20/", "/%20",
			"/%20%20/", "/+", "/%09", "/%C2%A0", "/%7f/", "/%e3%80%80", "/%00/", "/%0a/", "%e2%88%95", "%ef%bc%8f",
			"%c2%af", "/\u00c0\u00ae/", "/?/", "?/", "/#/", "#/", "/%3f/../", "/files/../", "/files/public.txt/../",
			"/go/public/..;/../", "/probe/../", "/site/%2e%2e/", "/*/", "/{x}/", "/ /");

	/** In front of the whole target. */
	private static final List<String> FRONTS = List.of("http://localhost", "HTTP://localhost", "http://localhost:80",
			"https://localhost", "http://user:x@localhost", "http:", "http:/", "http:///", "//localhost", "file://",
			"localhost", "*", ".", "..", "/..", "/.", ";", "?", "#", "\\", "%2f", "x", "/x", "/%2e%2e", "/ctx", "/CTX",
			"/ctx;x", "/%63tx", "/ctx/ctx", "/ctx/../ctx", "/x/../ctx", "/ctxx");

	private static final String CHARACTERS = "/.;%\\?#*{}+~:@&=,!$'()[]_-| \u0000\u0008\u007f\u0080\u00a0\u00c0\u00ff09azAZ";

	private final Random random;

	private final String basePath;

	private final List<String> paths = plain();

	ReadingTargets(Random random, String basePath) {
		this.random = random;
		this.basePath = basePath;
	}

	/** Paths as they are, of all handlers and resources. */
	static List<String> plain() {
		return Stream.concat(HANDLERS.stream(), ReadingFiles.paths().stream()).toList();
	}

	static String written(String path) {
		return UriUtils.encodePath(path, StandardCharsets.UTF_8);
	}

	String next() {
		String target = this.basePath + written(any(this.paths));
		int tricks = 1 + ((this.random.nextInt(3) == 0) ? 1 + this.random.nextInt(3) : 0);
		for (int i = 0; i < tricks; i++) {
			target = changed(target);
		}
		return target;
	}

	private String changed(String target) {
		int place = this.random.nextInt(target.length() + 1);
		return switch (this.random.nextInt(20)) {
			case 0, 1, 2, 3, 4 -> target + any(ENDS);
			case 5, 6, 7, 8 -> slashReplaced(target);
			case 9, 10 -> characterEncoded(target);
			case 11 -> caseChanged(target);
			case 12 -> any(FRONTS) + target;
			case 13 -> any(SLASHES) + target.substring(Math.min(1, target.length()));
			case 14 -> target.substring(0, place) + any(ENDS) + target.substring(place);
			case 15 -> target.substring(0, place) + CHARACTERS.charAt(this.random.nextInt(CHARACTERS.length()))
					+ target.substring(place);
			case 16 -> target.substring(0, place) + target.substring(Math.min(place + 1, target.length()));
			case 17 -> segmentRepeatedOrLong(target);
			case 18 -> climbed(target);
			default -> target + '?' + any(ENDS) + written(any(this.paths));
		};
	}

	/** One path after the other, between them a way back. */
	private String climbed(String target) {
		String other = written(any(this.paths));
		String back = any(List.of("/..", "/%2e%2e", "/.%2e", "/..;", "/..;x", "%2f..", "%2f%2e%2e", "\\..", "%5c..",
				"/%252e%252e", "/%c0%ae%c0%ae", "", "/"));
		int ups = (int) target.chars().filter((c) -> c == '/').count() - this.random.nextInt(2);
		return target + back.repeat(Math.max(0, ups)) + other;
	}

	private String slashReplaced(String target) {
		int slash = target.indexOf('/', this.random.nextInt(target.length() + 1));
		if (slash < 0) {
			slash = target.lastIndexOf('/');
		}
		return (slash < 0) ? '/' + target : target.substring(0, slash) + any(SLASHES) + target.substring(slash + 1);
	}

	private String characterEncoded(String target) {
		if (target.isEmpty()) {
			return target;
		}
		int place = this.random.nextInt(target.length());
		int c = target.charAt(place);
		String form = any(List.of("%%%02x", "%%%02X", "%%%02x", "%%%02X", "%%%02x", "%%%02X", "%%25%02x",
				"%%c0%%%2$02x", "%%%%%02x", "%%u00%02x", "%%C1%%%02X", "%%ef%%bc%%%3$02x", "%02x"));
		return target.substring(0, place) + form.formatted(c, c | 0x80, ((c - 0x20) & 0x7f) | 0x80)
				+ target.substring(place + 1);
	}

	private String caseChanged(String target) {
		if (this.random.nextInt(4) == 0) {
			return target.toUpperCase(Locale.ROOT).replace("\u0178", "");
		}
		int place = this.random.nextInt(target.length() + 1);
		String end = target.substring(place);
		return target.substring(0, place)
				+ (end.isEmpty() ? end : Character.toUpperCase(end.charAt(0)) + end.substring(1));
	}

	private String segmentRepeatedOrLong(String target) {
		int slash = target.indexOf('/', this.random.nextInt(target.length() + 1));
		String end = (slash < 0) ? "/" : target.substring(slash);
		return switch (this.random.nextInt(8)) {
			case 0 -> target + '/' + "a".repeat(this.random.nextInt(9000));
			case 1 -> target + "/a".repeat(this.random.nextInt(600));
			case 2 -> "/x/..".repeat(this.random.nextInt(100)) + target;
			default -> target + end;
		};
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
