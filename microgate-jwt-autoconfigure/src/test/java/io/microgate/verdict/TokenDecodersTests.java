package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.runtime.RunningConfiguration;
import io.microgate.runtime.TokenDecoders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tokens that do not come with a request, in a running application.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class TokenDecodersTests {

	private static final String CONFIGURATION = """
			logging.level.io.microgate.runtime.TokenDecoders: debug
			microgate:
			  public-origins: ["https://api.example"]
			  secrets:
			    revoked: "${secret.revoked}"
			    missing: "${secret.missing}"
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			    down: {provider: {remote: {uri: "${key-set.down}"}}}
			  jwts:
			    main:
			      requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}]
			      expirationRequired: true
			      extensions:
			        revocation: {secretRef: {name: revoked}}
			        claims: {member: {path: [nested, member]}}
			    certificate: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {binding: {required: certificate}}}
			    dpop: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {binding: {required: dpop}}}
			    any: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {binding: {required: any}}}
			    unlisted: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {revocation: {secretRef: {name: missing}}}}
			    down: {requireAny: [{jwksRef: {name: down}, issuer: "https://issuer.example"}], expirationRequired: true}
			    two: {requireAny: [{jwksRef: {name: down}, issuer: "https://down.example"}, {jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    all: {paths: [/api/**]}
			  access-control-policies:
			    all:
			      targetRefs: [{name: all}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAll: [{jwt: {claim: {name: absent}}}]}}]
			""";

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	private final TokenForge forge = new TokenForge(this.keys);

	private KeyServer server;

	private RunningApplication application;

	TokenDecodersTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.server = new KeyServer(this.keys, directory);
		Chapter chapter = new Chapter("decoders", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		this.application = RunningApplication.start(chapter, this.stack, this.server.locations(), directory);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.server.close();
	}

	private TokenDecoders decoders() {
		return this.application.bean(TokenDecoders.class);
	}

	private Jwt decode(String jwt, String token) {
		return decoders().decoder(jwt).decode(token);
	}

	private Jwt decodeReactively(String jwt, String token) {
		return decoders().reactiveDecoder(jwt).decode(token).block();
	}

	private String token(Map<String, Object> recipe) {
		return this.forge.forge(new TokenRecipe(recipe));
	}

	private long hits() {
		return this.application.bean(RunningConfiguration.class)
			.current()
			.jwtRules()
			.get("main")
			.verifier()
			.cache()
			.hits();
	}

	@Test
	void decodeWhenGoodThenVerifiedOnceWithDerivedClaims() {
		String token = token(Map.of("claims", Map.of("nested", Map.of("member", "gold"))));
		long before = hits();
		Jwt jwt = decode("main", token);
		assertThat(jwt.getTokenValue()).isEqualTo(token);
		assertThat(jwt.getSubject()).isEqualTo("alice");
		assertThat(jwt.getClaimAsString("member")).isEqualTo("gold");
		assertThat(decodeReactively("main", token)).isSameAs(jwt);
		assertThat(decode("main", token)).isSameAs(jwt);
		assertThat(hits()).isEqualTo(before + 2);
		String other = token(Map.of("claims", Map.of("nested", Map.of("member", "silver"))));
		assertThat(decodeReactively("main", other)).isSameAs(decode("main", other));
	}

	/** The policy of the only route refuses every token. */
	@Test
	void decodeWhenPolicyRefusesTheTokenThenAccepted() {
		assertThat(decode("main", token(Map.of())).getSubject()).isEqualTo("alice");
		assertThat(decode("two", token(Map.of())).getSubject()).isEqualTo("alice");
	}

	static List<Arguments> badTokens() {
		Map<String, Object> jkt = Map.of("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
		Map<String, Object> certificate = Map.of("cnf",
				Map.of("x5t#S256", "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0"));
		return List.of(Arguments.of("main", Map.of("text", ""), "token.malformed"),
				Arguments.of("main", Map.of("text", "a.b.c"), "token.malformed"),
				Arguments.of("main", Map.of("size", 8200), "token.too_large"),
				Arguments.of("main", Map.of("alg", "none"), "token.algorithm"),
				Arguments.of("main", Map.of("header", Map.of("typ", "logout+jwt")), "token.type"),
				Arguments.of("main", Map.of("key", "attacker"), "token.signature"),
				Arguments.of("main", Map.of("claims", Map.of("iss", "https://evil.example")), "token.issuer"),
				Arguments.of("main", Map.of("claims", Map.of("aud", "other")), "token.audience"),
				Arguments.of("main", Map.of("claims", Map.of("iat", "now-2h", "exp", "now-1h")), "token.expired"),
				Arguments.of("main", Map.of("claims", Map.of("jti", "stolen")), "token.revoked"),
				Arguments.of("main", Map.of("claims", Map.of("sub", "mallory"), "drop", List.of("iat")),
						"token.revoked"),
				Arguments.of("main", Map.of("claims", jkt), "token.binding"),
				Arguments.of("main", Map.of("claims", certificate), "token.binding"),
				Arguments.of("main", Map.of("claims", Map.of("cnf", Map.of())), "token.binding"),
				Arguments.of("main", Map.of("claims", Map.of("cnf", "x")), "token.binding"),
				Arguments.of("certificate", Map.of(), "token.binding"), Arguments.of("dpop", Map.of(), "token.binding"),
				Arguments.of("any", Map.of(), "token.binding"),
				Arguments.of("dpop", Map.of("claims", jkt), "token.binding"),
				Arguments.of("certificate", Map.of("claims", certificate), "token.binding"),
				Arguments.of("down", Map.of("claims", Map.of("iss", "https://evil.example")), "token.issuer"));
	}

	/** Twice, as the token may be remembered by then. */
	@ParameterizedTest
	@MethodSource("badTokens")
	void decodeWhenBadThenOneFixedText(String jwt, Map<String, Object> recipe, String reason, CapturedOutput output) {
		String token = token(recipe);
		int before = output.getAll().length();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(jwt, token))
				.withMessage("The token is not valid")
				.withNoCause();
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decodeReactively(jwt, token))
				.withMessage("The token is not valid")
				.withNoCause();
		}
		assertThat(output.getAll().substring(before))
			.contains("Rejected a token of JWT '%s': %s".formatted(jwt, reason));
		if (!token.isEmpty()) {
			assertThat(output.getAll()).doesNotContain(token);
		}
	}

	@Test
	void decodeWhenKeysOrRevokedTokensAreUnavailableThenNotABadToken() {
		for (String jwt : List.of("down", "unlisted")) {
			for (Throwable refusal : List.of(catchThrowable(() -> decode(jwt, token(Map.of()))),
					catchThrowable(() -> decodeReactively(jwt, token(Map.of()))))) {
				assertThat(refusal).isExactlyInstanceOf(JwtException.class)
					.hasMessage("The token cannot be verified at the moment")
					.hasNoCause();
			}
		}
	}

	@Test
	void decodeWhenTokenIsNullThenRejected() {
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decode("main", null));
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decodeReactively("main", null));
	}

	@Test
	void decoderWhenThereIsNoSuchJwtThenNamesThoseThatAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> decoders().decoder("mian"))
			.withMessageContaining("There is no JWT 'mian'")
			.withMessageContaining("[main, certificate, dpop, any, unlisted, down, two]");
		assertThatIllegalArgumentException().isThrownBy(() -> decoders().reactiveDecoder("mian"));
	}

	@Test
	void decodeWhenOnAnEventLoopThenRefusedEvenIfRemembered() {
		String token = token(Map.of());
		JwtDecoder decoder = decoders().decoder("main");
		decoder.decode(token);
		Mono<Jwt> onEventLoop = Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(onEventLoop::block)
			.withMessageContaining("use the ReactiveJwtDecoder");
	}

	@Test
	void decodeWhenReactiveThenVerifiedElsewhereAndNothingBlocks() {
		ReactiveJwtDecoder decoder = decoders().reactiveDecoder("main");
		CompletableFuture<String> thread = new CompletableFuture<>();
		Jwt jwt = decoder.decode(token(Map.of("claims", Map.of("nonce", "new"))))
			.doOnNext((verified) -> thread.complete(Thread.currentThread().getName()))
			.subscribeOn(Schedulers.single())
			.block();
		assertThat(jwt).isNotNull();
		assertThat(thread.join()).startsWith("parallel-");
	}

	@Test
	void contextWhenStartedThenPublishesNoDecoder() {
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
			.isThrownBy(() -> this.application.bean(JwtDecoder.class));
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
			.isThrownBy(() -> this.application.bean(ReactiveJwtDecoder.class));
	}

}
