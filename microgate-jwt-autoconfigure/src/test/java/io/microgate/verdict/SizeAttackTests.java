package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attack 4.14: size. The server takes headers of 128 KB here.
 */
abstract class SizeAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    large: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true, extensions: {maxTokenSize: 64KB}}
			  routes:
			    api: {paths: [/api/**]}
			    large: {paths: [/large/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    large: {targetRefs: [{name: large}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: large}}}}}]}
			""";

	private static final Duration AT_ONCE = Duration.ofSeconds(30);

	SizeAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	@Test
	void attack4_14WhenClaimIsLongButWithinTheLimitThenAccepted() throws IOException {
		acceptsToken("/large/x", forge("claims", Map.of("long", "x".repeat(8_000))));
		acceptsToken("/large/x", forge("claims", Map.of("sub", "s".repeat(8_000))));
		acceptsToken(forge("size", 8 * 1024));
		acceptsToken("/large/x", forge("size", 64 * 1024));
	}

	@Test
	void attack4_14WhenTokenIsBeyondTheLimitThenRefused() throws IOException {
		refusesToken(forge("size", 8 * 1024 + 1), DenyReason.TOKEN_TOO_LARGE);
		refusesToken("/large/x", forge("size", 64 * 1024 + 1), DenyReason.TOKEN_TOO_LARGE);
		refusesToken("/large/x", "a".repeat(100_000), DenyReason.TOKEN_TOO_LARGE);
		refusesToken("/large/x", ".".repeat(100_000), DenyReason.TOKEN_TOO_LARGE);
	}

	@Test
	void attack4_14WhenTokenIsBeyondTheServersLimitThenRejected() throws IOException {
		for (int size : List.of(1024 * 1024, 16 * 1024 * 1024)) {
			assertThat(statusOf(get("/large/x", "a".repeat(size)))).isNotEqualTo(200);
			acceptsToken("/large/x", goodToken());
		}
	}

	/** A server may close the connection before it has read everything. */
	private int statusOf(String http) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
			try {
				socket.getOutputStream().write(http.getBytes(StandardCharsets.ISO_8859_1));
				byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 400".length());
				String line = new String(answer, StandardCharsets.ISO_8859_1);
				return line.isEmpty() ? 0 : Integer.parseInt(line.substring(line.length() - 3));
			}
			catch (SocketException ex) {
				return 0;
			}
		}
	}

	@Test
	void attack4_14WhenThereAreManyPartsOrMembersThenJudgedAtOnce() throws IOException {
		long start = System.nanoTime();
		refusesToken("/large/x", ".".repeat(60_000), DenyReason.TOKEN_MALFORMED);
		refusesToken("/large/x", goodToken() + ".".repeat(60_000), DenyReason.TOKEN_MALFORMED);
		acceptsToken("/large/x", forge("payload", "{{members}%s}".formatted(members(3_500))));
		refusesToken("/large/x", forge("payload", "{{members}%s}".formatted(members(9_000))),
				DenyReason.TOKEN_TOO_LARGE);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
	}

	private static String members(int count) {
		StringBuilder members = new StringBuilder();
		for (int i = 0; i < count; i++) {
			members.append(",\"").append(Integer.toString(i, 36)).append("\":").append(i % 10);
		}
		return members.toString();
	}

	/** Choice: a time out of range is the last or the first there is. */
	@Test
	void attack4_14WhenNumbersAreLongThenJudgedAtOnce() throws IOException {
		String digits = "9".repeat(20_000);
		long start = System.nanoTime();
		for (String exp : List.of(digits, "1e999999999", "1e" + digits, digits + "e" + digits, "1e400")) {
			acceptsToken("/large/x", withExp(exp));
		}
		for (String exp : List.of("-" + digits, "-1e999999999", "1e-" + digits, "0." + digits, "0e" + digits)) {
			refusesToken("/large/x", withExp(exp), DenyReason.TOKEN_EXPIRED);
		}
		refusesToken("/large/x", withExp("1" + "0".repeat(1_000_000)).substring(0, 100_000),
				DenyReason.TOKEN_TOO_LARGE);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
	}

	private String withExp(String exp) {
		return forge("drop", List.of("exp", "iat"), "payload", "{{members},\"exp\":%s}".formatted(exp));
	}

	@Test
	void attack4_14WhenNestedDeeplyThenRefused() throws IOException {
		acceptsToken("/large/x", forge("depth", 64));
		refusesToken("/large/x", forge("depth", 65), DenyReason.TOKEN_MALFORMED);
		refusesToken("/large/x", forge("depth", 10_000), DenyReason.TOKEN_MALFORMED);
		refusesToken("/large/x", forge("header-depth", 10_000), DenyReason.TOKEN_MALFORMED);
		String objects = "{\"a\":".repeat(8_000) + "1" + "}".repeat(8_000);
		refusesToken("/large/x", forge("payload", "{{members},\"x\":%s}".formatted(objects)),
				DenyReason.TOKEN_MALFORMED);
		refusesToken("/large/x", forge("payload", "[".repeat(40_000)), DenyReason.TOKEN_MALFORMED);
	}

}
