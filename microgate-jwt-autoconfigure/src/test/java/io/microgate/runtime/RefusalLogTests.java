package io.microgate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.microgate.PageBlock;
import io.microgate.ProjectFiles;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.request.RequestFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RefusalLog}.
 */
@Tag("slow")
class RefusalLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final RequestFacts request = mock();

	private Instant now = Instant.EPOCH;

	private final ConfigurationCompiler compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null,
			Clock.systemUTC(), List.of());

	private final RunningConfiguration running = new RunningConfiguration(configuration(), this.compiler);

	private final Clock clock = mock();

	private final RefusalLog log = new RefusalLog(this.running, this.clock);

	private static CheckedConfiguration configuration() {
		return CheckedConfiguration.read(new MockEnvironment(), List.of());
	}

	@BeforeEach
	void capture() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.logger.setLevel(Level.INFO);
		given(this.request.method()).willReturn("GET");
		given(this.request.path()).willReturn("/api\r\nINFO forged");
		given(this.request.host()).willReturn("shop.example.com");
		given(this.clock.millis()).willAnswer((call) -> this.now.toEpochMilli());
	}

	@AfterEach
	void release() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
		this.running.close();
		this.compiler.close();
	}

	private void refuse(String route) {
		EntryReference entry = new EntryReference("secured", 1, "application.yml:7", "shop");
		this.log.decided(this.request, new Decision(DenyReason.TOKEN_EXPIRED, null, route, entry, null, null));
	}

	private List<String> lines() {
		return this.appender.list.stream()
			.map(ILoggingEvent::getFormattedMessage)
			.map((line) -> line.replace("Byte array resource [application.yml]", "application.yml"))
			.toList();
	}

	@Test
	void decidedWhenFirstOfItsKindThenOneLineWithPlaceAndNothingThatBreaksIt() {
		refuse("a");
		refuse("a");
		refuse("b");
		assertThat(lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).doesNotContain("\r", "\n")
				.startsWith("Refused GET /api\\u000d\\u000aINFO forged for host 'shop.example.com' (token.expired): ")
				.contains("Decided by entry 1 of policy 'secured' on route", "(application.yml:7)"));
	}

	@Test
	void decidedWhenGoingOnThenCountedOnceAMinute() {
		for (int second = 0; second < 150; second++) {
			this.now = Instant.ofEpochSecond(second);
			refuse("a");
		}
		assertThat(lines()).hasSize(3);
		assertThat(lines().subList(1, 3)).allSatisfy(
				(line) -> assertThat(line).startsWith("Refused 60 more since the last such line, in the end GET ")
					.contains("token.expired"));
	}

	@Test
	void decidedWhenClockIsSetBackThenCounted() {
		this.now = Instant.ofEpochSecond(1000);
		refuse("a");
		this.now = Instant.EPOCH;
		refuse("a");
		assertThat(lines()).hasSize(2);
	}

	@Test
	void decidedWhenConfigurationIsReplacedThenFirstAgain() {
		refuse("a");
		assertThat(this.running.replace(this.compiler.compile(configuration(), this.running.current()))).isTrue();
		refuse("a");
		assertThat(lines()).hasSize(2).allSatisfy((line) -> assertThat(line).startsWith("Refused GET"));
	}

	@Test
	void decidedWhenMoreKindsThanAreKeptThenCountedByReason() {
		for (int route = 0; route < 3000; route++) {
			refuse("route-" + route);
		}
		assertThat(lines()).hasSize(1025);
	}

	@Test
	void decidedWhenOnlyWarningsAreLoggedThenNothingIsRead() {
		this.logger.setLevel(Level.WARN);
		refuse("a");
		assertThat(lines()).isEmpty();
	}

	@Test
	void decidedWhenReferenceShowsLinesThenThoseThatAreLogged(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"), """
				microgate:
				  routes:
				    api:
				      paths: [/api/**]
				  jwks:
				    idp:
				      provider: {remote: {uri: "https://idp.example.com/jwks.json"}}
				  jwts:
				    shop:
				      requireAny:
				        -
				          jwksRef: {name: idp}
				          issuer: "https://idp.example.com"
				          audiences: [shop]
				      expirationRequired: true
				  access-control-policies:
				    secured:
				      targetRefs: [{name: api}]
				      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}}]
				""");
		use(file);
		EntryReference entry = new EntryReference("secured", 1, "application.yml:27", "shop");
		Decision decision = new Decision(DenyReason.TOKEN_AUDIENCE, null, "api", entry, null, null);
		given(this.request.path()).willReturn("/api/orders");
		this.log.decided(this.request, decision);
		given(this.request.path()).willReturn("/api/orders/7");
		for (int second = 24; second <= 60; second++) {
			this.now = Instant.ofEpochSecond(second);
			this.log.decided(this.request, decision);
		}
		List<String> shown = PageBlock.readAll("docs/reference/operations.md", "Log", "");
		assertThat(lines()).hasSize(2).first().asString().isEqualTo(shown.get(0).strip().replace('\n', ' '));
		assertThat(lines().get(1)).startsWith(shown.get(1).strip().replace(" ...", ""));
	}

	@Test
	void decidedWhenTroubleshootingShowsLineThenTheOneThatIsLoggedForTheSample() throws IOException {
		use(ProjectFiles.ROOT.resolve("sample-app/src/main/resources/application.yml"));
		given(this.request.method()).willReturn("POST");
		given(this.request.path()).willReturn("/books");
		given(this.request.host()).willReturn("localhost");
		this.log.decided(this.request, new Decision(DenyReason.CLAIMS_REQUIRE_ALL, null, "bookstore",
				new EntryReference("bookstore", 3, "application.yml:46", "api-token"), null, null));
		assertThat(lines()).singleElement()
			.isEqualTo(PageBlock.readAll("docs/how-to/troubleshooting.md", "Troubleshooting", "").get(0).strip());
	}

	private void use(Path file) throws IOException {
		MockEnvironment environment = new MockEnvironment();
		new YamlPropertySourceLoader()
			.load("application.yml", new ByteArrayResource(Files.readAllBytes(file), "application.yml"))
			.forEach(environment.getPropertySources()::addLast);
		this.running
			.replace(this.compiler.compile(CheckedConfiguration.read(environment, List.of()), this.running.current()));
	}

}
