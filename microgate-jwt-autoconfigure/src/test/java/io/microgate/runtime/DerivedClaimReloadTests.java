package io.microgate.runtime;

import java.nio.file.Path;

import io.microgate.jwks.TestSigningKey;
import io.microgate.jwt.TokenVerifier;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Derived claims of a JWT that comes from a manifest, when they change at a reload.
 */
@Tag("slow")
class DerivedClaimReloadTests {

	private static final String PATH = "microgate.jwts.tokens.extensions.claims.roles.path";

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	@Test
	void verifyWhenDerivedOtherwiseThenDerivedAgain(@TempDir Path directory) {
		String token = KEY.token("ES256", "{\"roles\":\"own\",\"a\":{\"x\":\"one\"},\"b\":\"two\",\"exp\":4102444800}");
		try (ReloadedManifests manifests = new ReloadedManifests(directory,
				(first) -> first.jwt("keys").local("keys", KEY).property(PATH, "a,x"))) {
			Jwt one = verify(manifests, token);
			assertThat(one.getClaimAsString("roles")).isEqualTo("one");
			assertThat(verify(manifests, token)).isSameAs(one);
			String digest = manifests.running().digest();
			manifests.property(PATH, "b");
			assertThat(manifests.reload().reload()).isTrue();
			assertThat(manifests.running().digest()).isNotEqualTo(digest);
			assertThat(verify(manifests, token).getClaimAsString("roles")).isEqualTo("two");
			assertThat(one.getClaimAsString("roles")).isEqualTo("one");
			manifests.property(PATH, "c");
			assertThat(manifests.reload().reload()).isTrue();
			assertThat(verify(manifests, token).hasClaim("roles")).isFalse();
		}
	}

	@Test
	void reloadWhenDerivedClaimIsWrongThenEarlierStays(@TempDir Path directory) {
		String token = KEY.token("ES256", "{\"a\":\"one\",\"exp\":4102444800}");
		try (ReloadedManifests manifests = new ReloadedManifests(directory,
				(first) -> first.jwt("keys").local("keys", KEY).property(PATH, "a"))) {
			Jwt one = verify(manifests, token);
			manifests.property("microgate.jwts.tokens.extensions.claims.iss.path", "a");
			assertThat(manifests.reload().reload()).isFalse();
			assertThat(verify(manifests, token)).isSameAs(one);
		}
	}

	@Test
	void reloadWhenExtensionsHaveNoResourceThenEarlierStays(@TempDir Path directory) {
		try (ReloadedManifests manifests = new ReloadedManifests(directory,
				(first) -> first.jwt("keys").local("keys", KEY).property(PATH, "a"))) {
			String digest = manifests.running().digest();
			manifests.property("microgate.jwts.absent.extensions.max-token-size", "4KB");
			assertThat(manifests.reload().reload()).isFalse();
			assertThat(manifests.running().digest()).isEqualTo(digest);
		}
	}

	private static Jwt verify(ReloadedManifests manifests, String token) {
		TokenVerifier verifier = manifests.running().current().jwtRules().get("tokens").verifier();
		return ((verifier.remembered(SentToken.of(token)) != null) ? verifier.remembered(SentToken.of(token))
				: verifier.verify(SentToken.of(token)).join())
			.jwt();
	}

}
