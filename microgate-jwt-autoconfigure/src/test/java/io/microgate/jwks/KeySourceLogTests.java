package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.LogLevel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeySourceLog}, as {@link FetchedKeys} uses it.
 */
class KeySourceLogTests {

	private final MutableClock clock = new MutableClock();

	private final FetchedKeys keys = new FetchedKeys("idp", RemoteSources.DEFAULTS, this.clock, JwksListeners.NONE);

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		logger().addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.events);
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(JwksSource.class);
	}

	private List<String> lines() {
		assertThat(this.events.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
		return this.events.list.stream()
			.filter((event) -> event.getLevel() != Level.DEBUG)
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

	@Test
	void fetchedWhenOutageThenOneLineAtItsStartAndOneAtItsEnd() {
		this.keys.failed("the connection was refused");
		this.keys.failed("the connection was refused");
		this.keys.failed("the answer has status 500");
		this.keys.succeeded(JwksDocuments.parsed("a"));
		this.keys.succeeded(JwksDocuments.parsed("a"));
		assertThat(lines()).containsExactly(
				"WARN JWKS 'idp' cannot be fetched, it is tried again: the connection was refused",
				"INFO JWKS 'idp' is fetched again", "INFO Keys of JWKS 'idp' changed, added: [a], removed: []");
	}

	@Test
	void fetchedWhenKeysChangeThenNamesThem() {
		this.keys.succeeded(JwksDocuments.parsed("a", "b"));
		this.clock.advance(Duration.ofMinutes(9));
		this.keys.succeeded(JwksDocuments.parsed("b", "c"));
		this.keys.succeeded(JwksDocuments.parsed("c", "b"));
		assertThat(lines()).containsExactly("INFO Keys of JWKS 'idp' changed, added: [a, b], removed: []",
				"INFO Keys of JWKS 'idp' changed, added: [c], removed: [a]");
	}

	@Test
	void fetchedWhenKeyMaterialChangesUnderItsKidThenNamesIt() throws Exception {
		KeySetParser parser = RemoteSources.PARSER;
		for (int i = 0; i < 2; i++) {
			this.keys.succeeded(parser.parse(("{\"keys\":[" + JwksDocuments.generate("same") + "]}").getBytes()));
		}
		assertThat(lines()).containsExactly("INFO Keys of JWKS 'idp' changed, added: [same], removed: []",
				"INFO Keys of JWKS 'idp' changed, added: [same], removed: [same]");
	}

	@Test
	void fetchedWhenKeyIsSkippedThenOneWarningUntilTheSetChanges() {
		KeySet good = JwksDocuments.parsed("a").keys();
		this.keys.succeeded(new ParsedKeySet(good, List.of(tooShort("x"))));
		this.keys.succeeded(new ParsedKeySet(good, List.of(tooShort("x"))));
		this.keys.succeeded(new ParsedKeySet(good, List.of(tooShort("y"))));
		assertThat(lines()).containsExactly("INFO Keys of JWKS 'idp' changed, added: [a], removed: []",
				"WARN JWKS 'idp': JWK 'x' is not used: it is too short",
				"WARN JWKS 'idp': JWK 'y' is not used: it is too short");
	}

	private static KeyRemark tooShort(String kid) {
		return KeyRemark.notUsed(LogLevel.WARN, "JWK '" + kid + "'", "is too short");
	}

	@Test
	void fetchedWhenKeyDeviatesThenOneInfoLineUntilTheSetChanges() throws Exception {
		KeySetParser parser = RemoteSources.PARSER;
		for (String kid : List.of("a", "a", "b")) {
			Map<String, Object> jwk = TestSigningKey.ec(kid, "secp256r1").jwk();
			jwk.put("x", jwk.get("x") + "=");
			byte[] published = TestSigningKey.json(jwk, Map.of("kty", "RSA", "use", "enc"));
			this.keys.succeeded(parser.parse(published));
			this.keys.succeeded(parser.parse(published));
		}
		assertThat(lines()).filteredOn((line) -> !line.contains("changed, added"))
			.containsExactly("INFO JWKS 'idp': JWK 'a' is used for [ES256], although its 'x' has padding",
					"INFO JWKS 'idp': JWK 2 of the set, without a key id, is not used: it has a 'use' other than 'sig'",
					"INFO JWKS 'idp': JWK 'b' is used for [ES256], although its 'x' has padding");
	}

	@Test
	void fetchedWhenKeysAreUsedThenOneDebugLineEach() {
		logger().setLevel(Level.DEBUG);
		this.keys.succeeded(JwksDocuments.parsed("a", "b"));
		this.keys.succeeded(JwksDocuments.parsed("b", "a"));
		assertThat(this.events.list).filteredOn((event) -> event.getLevel() == Level.DEBUG)
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("JWKS 'idp': JWK 'a' is used for [ES256]", "JWKS 'idp': JWK 'b' is used for [ES256]");
	}

	@Test
	void fetchedWhenTooManyKeysHaveNoKidThenOneWarningForEachChange() {
		List<Object> jwks = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			jwks.add(TestSigningKey.ec(null, "secp256r1").jwk());
		}
		fetchTwice(jwks);
		jwks.add(TestSigningKey.ec(null, "secp256r1").jwk());
		fetchTwice(jwks);
		jwks.add(TestSigningKey.ec("a", "secp256r1").jwk());
		fetchTwice(jwks);
		assertThat(lines()).filteredOn((line) -> line.startsWith("WARN"))
			.hasSize(2)
			.allSatisfy((line) -> assertThat(line)
				.startsWith("WARN JWKS 'idp' has more than 8 keys without 'kid' for ES256. A token tries 8 keys"));
		assertThat(this.keys.state(null).warning()).startsWith("has more than 8 keys without 'kid' for ES256");
	}

	private void fetchTwice(List<Object> jwks) {
		for (int i = 0; i < 2; i++) {
			this.keys.succeeded(new ParsedKeySet(TestSigningKey.keySet(jwks.toArray()), List.of()));
		}
	}

	@Test
	void fetchedWhenThousandKeysChangeWithEachAnswerThenLinesAreBounded() {
		for (int fetch = 0; fetch < 3; fetch++) {
			List<KeyRemark> remarks = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				remarks.add(tooShort("k" + i + " of " + fetch));
			}
			this.keys.succeeded(new ParsedKeySet(JwksDocuments.parsed("a").keys(), remarks));
		}
		assertThat(lines()).filteredOn((line) -> line.startsWith("WARN"))
			.hasSize(3 * 101)
			.contains("WARN JWKS 'idp': JWK 'k99 of 2' is not used: it is too short",
					"WARN JWKS 'idp': 900 more JWKs are not named here")
			.doesNotContain("WARN JWKS 'idp': JWK 'k100 of 2' is not used: it is too short");
	}

	@Test
	void fetchedWhenThousandKeysComeThenLineNamesSomeOfThem() {
		String[] kids = IntStream.range(0, 1000).mapToObj((i) -> "k".repeat(100) + i).toArray(String[]::new);
		this.keys.succeeded(JwksDocuments.parsed(kids));
		assertThat(lines()).singleElement().asString().contains(", and 900 more], removed: []").hasSizeLessThan(10_000);
	}

	@Test
	void readWhenFileBreaksThenOneLinePerReasonAndOneAtItsEnd() {
		KeySourceLog log = new KeySourceLog("file");
		KeySourceFacts good = KeySourceFacts.NOTHING.succeeded(JwksDocuments.parsed("a"), this.clock.instant());
		KeySourceFacts absent = good.failed("'jwks.json' is absent", this.clock.instant());
		KeySourceFacts broken = good.failed("'jwks.json' is not usable", this.clock.instant());
		log.read(good, good);
		log.read(good, absent);
		log.read(absent, absent);
		log.read(absent, broken);
		log.read(broken, good);
		assertThat(lines()).containsExactly("ERROR JWKS 'file' keeps its last good keys: 'jwks.json' is absent",
				"ERROR JWKS 'file' keeps its last good keys: 'jwks.json' is not usable",
				"INFO JWKS 'file' is read again");
	}

	@Test
	void fetchedWhenKidIsHostileThenEscaped() {
		this.keys.succeeded(JwksDocuments.parsed("a\r\nERROR forged \u001b[31m", "k".repeat(10_000)));
		assertThat(lines()).singleElement()
			.asString()
			.contains("a\\u000d\\u000aERROR forged \\u001b[31m")
			.hasSizeLessThan(300);
	}

}
