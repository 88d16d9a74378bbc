package io.microgate.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request of {@code spoofing.txt}.
 *
 * @param statuses the status codes that are good
 * @param name what is tried
 * @param method the method
 * @param target the target
 * @param fields the lines of header fields
 * @param body the body, empty when there is none
 */
record SpoofedRequest(Set<Integer> statuses, String name, String method, String target, List<String> fields,
		String body) {

	/** What clients try to bring: nothing else has it. */
	private static final String SPOOFED = "mallory";

	/** Names of header fields that Microgate sets or removes, written uniformly. */
	private static final Set<String> FIELDS = Set.of("x-user", "x-roles", "x-unused", "client-cert",
			"client-cert-chain", "x-forwarded-client-cert", "dpop", "authorization");

	private static final Pattern ESCAPE = Pattern.compile("\\\\(t|r|n|0|x([0-9A-F]{2}))");

	static List<SpoofedRequest> all() {
		try (InputStream input = SpoofedRequest.class.getResourceAsStream("/spoofing.txt")) {
			assertThat(input).isNotNull();
			String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
			List<SpoofedRequest> requests = new ArrayList<>();
			for (String request : text.substring(text.indexOf("\n= ")).split("\n= ")) {
				if (!request.isBlank()) {
					requests.add(parse(request.replaceFirst("\n+$", "")));
				}
			}
			return requests;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SpoofedRequest parse(String text) {
		String[] parts = text.split("\n\n", 2);
		List<String> lines = parts[0].lines().toList();
		String[] title = lines.get(0).split(" ", 2);
		Set<Integer> statuses = new HashSet<>();
		for (String status : title[0].split("\\|")) {
			statuses.add(Integer.valueOf(status));
		}
		String[] start = lines.get(1).split(" ");
		String body = (parts.length > 1) ? unescape(parts[1]) : "";
		return new SpoofedRequest(statuses, title[1], start[0], start[1],
				lines.stream().skip(2).map(SpoofedRequest::unescape).toList(),
				body.endsWith("\r") ? body + "\n" : body);
	}

	private static String unescape(String text) {
		return ESCAPE.matcher(text)
			.replaceAll((escape) -> (escape.group(2) != null)
					? String.valueOf((char) Integer.parseInt(escape.group(2), 16)) : switch (escape.group(1)) {
						case "t" -> "\t";
						case "r" -> "\r";
						case "n" -> "\n";
						default -> "\0";
					});
	}

	/** Whether the field of Envoy's certificates has to be removed. */
	boolean isOfEnvoy() {
		return this.name.contains("Envoy");
	}

	/** Writes the request with a token, unless it has fields of its own for that. */
	String write(String targetPrefix, String token) {
		StringBuilder text = new StringBuilder(this.method + " " + targetPrefix + this.target + " HTTP/1.1\r\n");
		text.append("Host: localhost\r\n");
		if (!has("authorization")) {
			text.append("Authorization: Bearer ").append(token).append("\r\n");
		}
		this.fields.forEach((field) -> text.append(field).append("\r\n"));
		if (!has("connection")) {
			text.append("Connection: close\r\n");
		}
		return text.append("\r\n").append(this.body).toString();
	}

	/** Whether the request asks for the handler that echoes at once. */
	boolean isDirect() {
		return this.target.equals("/echo");
	}

	private boolean has(String field) {
		return this.fields.stream().anyMatch((line) -> line.toLowerCase(Locale.ROOT).startsWith(field + ":"));
	}

	/** Checks what has been echoed of the request, one field a line. */
	void verify(int status, String echo) {
		assertThat(this.statuses).as(this.name).contains(status);
		if (status == 400 || status == 401) {
			assertThat(echo).as(this.name).doesNotContain(SPOOFED);
			return;
		}
		List<String> users = new ArrayList<>();
		for (String line : echo.split("\r?\n")) {
			String field = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT).replace('_', '-');
			if (FIELDS.contains(field)) {
				assertThat(line).as(this.name).doesNotContain(SPOOFED);
			}
			if (field.equals("connection")) {
				assertThat(line.toLowerCase(Locale.ROOT)).as(this.name)
					.doesNotContain("x-user", "x_user", "x-roles", "client-cert");
			}
			if (field.equals("x-user")) {
				users.add(line);
			}
		}
		boolean open = this.target.startsWith("/open") || this.target.startsWith("/pass");
		assertThat(users).as(this.name + ": " + echo)
			.usingElementComparator(String.CASE_INSENSITIVE_ORDER)
			.containsExactlyElementsOf(open ? List.of() : List.of("X-User: alice"));
		if (!open) {
			assertThat(echo).as(this.name)
				.doesNotContainIgnoringCase("authorization:")
				.containsIgnoringCase("X-Roles: [\"reader\",\"writer\"]");
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
