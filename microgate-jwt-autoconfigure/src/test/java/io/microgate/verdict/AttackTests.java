package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.decision.DenyReason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the attack tests share: an application under attack, and what holds of every
 * refusal. Subclasses are one family of attacks each, on any web stack; the number in the
 * name of a test is that of the row in the catalogue of attacks. After each refusal the
 * good token is sent again and has to pass.
 * <p>
 * Rows that apply in part only:
 * <table>
 * <caption>Applicable in part</caption>
 * <tr>
 * <td>3.4</td>
 * <td>keys of small order: the key is dropped, tested at the key set parser</td>
 * </tr>
 * <tr>
 * <td>3.5, 3.6</td>
 * <td>a choice; all vectors of others are run against the signature layer</td>
 * </tr>
 * <tr>
 * <td>3.8, 3.9</td>
 * <td>there are no secrets: HMAC cannot be configured</td>
 * </tr>
 * <tr>
 * <td>4.12</td>
 * <td>of a token nothing is decrypted or inflated, so that a bomb has no fuse</td>
 * </tr>
 * </table>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class AttackTests {

	/** Nothing else may be said to a client that is refused. */
	private static final Set<String> REFUSAL_HEADERS = Set.of("www-authenticate", "retry-after",
			"x-content-type-options", "x-xss-protection", "cache-control", "pragma", "expires", "x-frame-options",
			"content-length", "transfer-encoding", "date", "connection", "vary");

	/** Debug lines are on: what they say is looked at, too. */
	private static final String LOGGING = "logging.level.io.microgate: TRACE\n";

	/** Longer parts of a token are not words of a message. */
	private static final int LONGEST_WORD = 20;

	private static final int LONGEST_NAME = 500;

	final TestKeys keys = new TestKeys();

	private final TokenForge forge = new TokenForge(this.keys);

	/** The same all the time, so that what is remembered of it is attacked, too. */
	private final String goodToken = this.forge.forge(TokenRecipe.GOOD);

	private final TestStack stack;

	private final String configuration;

	private final List<String> profiles;

	private KeyServer keyServer;

	private RunningApplication application;

	private CapturedLog log;

	AttackTests(TestStack stack, String configuration, String... profiles) {
		this.stack = stack;
		this.configuration = configuration;
		this.profiles = List.of(profiles);
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.keyServer = new KeyServer(this.keys, directory);
		this.application = start(this.configuration, directory);
		this.log = new CapturedLog();
	}

	@AfterAll
	void stop() {
		this.log.close();
		this.application.close();
		this.keyServer.close();
	}

	RunningApplication start(String configuration, Path directory) throws IOException {
		Map<String, Object> locations = new LinkedHashMap<>(this.keyServer.locations());
		addLocations(locations);
		Chapter chapter = new Chapter(getClass().getSimpleName(), LOGGING + configuration, "", this.profiles, null,
				Map.of(), List.of());
		return RunningApplication.start(chapter, this.stack, locations, directory);
	}

	/** For key sets that a family of attacks brings along. */
	void addLocations(Map<String, Object> locations) {
	}

	String goodToken() {
		return this.goodToken;
	}

	String forge(Object... recipe) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (int i = 0; i < recipe.length; i += 2) {
			values.put((String) recipe[i], recipe[i + 1]);
		}
		return this.forge.forge(new TokenRecipe(values));
	}

	/** Claims of a good token. */
	String goodClaims() {
		return Forgery.json(goodToken(), 1);
	}

	static String get(String target, String token) {
		return http("GET " + target, "Authorization: Bearer " + token);
	}

	/**
	 * The text of a request.
	 * @param request method and target
	 * @param headers header lines
	 * @return HTTP
	 */
	static String http(String request, String... headers) {
		StringBuilder http = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\n");
		for (String header : headers) {
			http.append(header).append("\r\n");
		}
		return http.append("Connection: close\r\n\r\n").toString();
	}

	RawHttp.Response send(String http) throws IOException {
		return RawHttp.exchange(this.application.port(false), http);
	}

	RunningApplication application() {
		return this.application;
	}

	int port() {
		return this.application.port(false);
	}

	List<String> logged() {
		return this.log.lines();
	}

	void refusesToken(String token, DenyReason reason) throws IOException {
		refusesToken("/api/x", token, reason);
	}

	void refusesToken(String target, String token, DenyReason reason) throws IOException {
		refuses(get(target, token), reason);
		for (String part : token.split("\\.")) {
			if (part.length() > LONGEST_WORD) {
				assertThat(logged()).as(reason.code()).noneMatch((line) -> line.contains(part));
			}
		}
	}

	private static List<String> challenges(DenyReason reason) {
		if (!reason.isChallenge()) {
			return List.of();
		}
		return List.of((reason.error() != null) ? "Bearer error=\"%s\"".formatted(reason.error()) : "Bearer");
	}

	void refuses(String http, DenyReason reason) throws IOException {
		this.application.decisions().clear();
		this.log.clear();
		RawHttp.Response response = send(http);
		String name = nameOf(http, response);
		assertThat(response.status()).as(name).isEqualTo(reason.status());
		assertThat(response.header("WWW-Authenticate")).as(name).isEqualTo(challenges(reason));
		assertThat(response.body()).as(name).isEmpty();
		assertThat(REFUSAL_HEADERS).as(name).containsAll(response.headers().keySet());
		assertThat(response.header("Retry-After")).as(name).hasSize((reason == DenyReason.KEY_UNAVAILABLE) ? 1 : 0);
		assertDecided(name, reason.code());
		assertThat(logged()).as(name).noneMatch((line) -> line.matches("(?s).*[\\p{Cntrl}\u2028\u2029].*"));
		passes();
	}

	/** A server that cannot read the target answers 400 by itself. */
	void refusesUnlessRejected(String http, DenyReason reason) throws IOException {
		this.application.decisions().clear();
		if (send(http).status() == 400 && decided().isEmpty()) {
			passes();
			return;
		}
		refuses(http, reason);
	}

	void acceptsToken(String token) throws IOException {
		acceptsToken("/api/x", token);
	}

	void acceptsToken(String target, String token) throws IOException {
		accepts(get(target, token));
	}

	void accepts(String http) throws IOException {
		this.application.decisions().clear();
		RawHttp.Response response = send(http);
		String name = nameOf(http, response);
		assertThat(response.status()).as(name).isEqualTo(200);
		assertDecided(name, Expectation.ALLOWED);
	}

	/**
	 * The server answers by itself, or Spring Security's firewall does: not in
	 * Microgate's words, but nothing is let in.
	 */
	void rejects(String http) throws IOException {
		this.application.decisions().clear();
		RawHttp.Response response = send(http);
		String name = nameOf(http, response);
		assertThat(response.status()).as(name).isBetween(400, 505).isNotEqualTo(500);
		assertThat(decided()).as(name).doesNotContain(Expectation.ALLOWED);
		passes();
	}

	private void passes() throws IOException {
		assertThat(send(get("/api/x", this.goodToken)).status()).as("good token afterwards").isEqualTo(200);
	}

	/** The response may arrive before the listener is notified. */
	private void assertDecided(String name, String reason) {
		if (decided().equals(List.of(reason))) {
			return;
		}
		Awaitility.await(name)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(decided()).containsExactly(reason));
	}

	private List<String> decided() {
		return this.application.decisions().decisions().stream().map(DecisionRecorder.Recorded::reason).toList();
	}

	private String nameOf(String http, RawHttp.Response response) {
		String request = (http.length() > LONGEST_NAME) ? http.substring(0, LONGEST_NAME) : http;
		return "%s%s, decided %s".formatted(request, response, decided());
	}

}
