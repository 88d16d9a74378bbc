package io.microgate.jwt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedValues}.
 */
class SharedValuesTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private final SharedValues shared = new SharedValues();

	private static List<String> list(String... texts) {
		List<String> elements = new ArrayList<>();
		Arrays.stream(texts).map(String::new).forEach(elements::add);
		return Collections.unmodifiableList(elements);
	}

	@Test
	void shareWhenEqualAndSmallThenOneInstance() {
		String text = this.shared.share(new String("bookstore"));
		assertThat(this.shared.share(new String("bookstore"))).isSameAs(text);
		List<String> roles = this.shared.share(list("reader", "admin"));
		assertThat(this.shared.share(list("reader", "admin"))).isSameAs(roles);
		assertThat(this.shared.share(list("admin", "reader"))).isNotSameAs(roles).containsExactly("admin", "reader");
		Object authorities = this.shared.share(List.of(new SimpleGrantedAuthority("a")));
		assertThat(this.shared.share(List.of(new SimpleGrantedAuthority("a")))).isSameAs(authorities);
	}

	@Test
	void shareWhenLargeOrOfAnotherKindThenSameInstance() {
		String text = "x".repeat(65);
		assertThat(this.shared.share(text)).isSameAs(text);
		assertThat(this.shared.share(new String(text))).isNotSameAs(text);
		List<Object> numbers = this.shared.share(List.of(1000L));
		assertThat(this.shared.share(List.of(1000L))).isNotSameAs(numbers);
		assertThat(this.shared.share(list("a"))).isNotSameAs(this.shared.share(List.of("a")));
	}

	@Test
	void shareWhenSlotIsTakenThenLatestIsKept() {
		for (int i = 0; i < 100_000; i++) {
			assertThat(this.shared.share("text" + i)).isEqualTo("text" + i);
		}
		String latest = this.shared.share(new String("text99999"));
		assertThat(this.shared.share(new String("text99999"))).isSameAs(latest);
	}

	@Test
	void copyOfWhenClaimIsUniqueThenNotShared() {
		Map<String, Object> first = this.shared.copyOf(Map.of("sub", new String("jane")));
		Map<String, Object> second = this.shared.copyOf(Map.of(new String("sub"), new String("jane")));
		assertThat(second).isEqualTo(first);
		assertThat(second.keySet().iterator().next()).isSameAs(first.keySet().iterator().next());
		assertThat(second.get("sub")).isNotSameAs(first.get("sub"));
	}

	@Test
	void copyOfWhenValuesAreConvertedThenShared() {
		Map<String, Object> first = this.shared.copyOf(Map.of("aud", "a"), (name, value) -> List.of(name, value));
		assertThat(first).containsExactly(Map.entry("aud", List.of("aud", "a")));
		assertThat(this.shared.copyOf(Map.of("aud", "a"), (name, value) -> List.of(name, value)).get("aud"))
			.isSameAs(first.get("aud"));
	}

	@Test
	void copyOfWhenObjectsAreInsideThenEachKeepsItsOrder() {
		for (List<String> names : List.of(List.of("a", "b"), List.of("b", "a"))) {
			Map<String, Object> inner = new LinkedHashMap<>();
			names.forEach((name) -> inner.put(name, list("x")));
			Map<String, Object> copy = this.shared.copyOf(Collections.singletonMap("inner", inner));
			assertThat(copy).hasToString(Map.of("inner", inner).toString());
		}
	}

	@Test
	void verifyWhenTokensSayTheSameThenShared() {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.remembering(10, JwtSpecs.entry("jwks")),
				TestJwksSource.with(KEY));
		Jwt first = JwtSpecs.outcome(verifier, KEY.token("ES256", claims("jane"))).jwt();
		Jwt second = JwtSpecs.outcome(verifier, KEY.token("ES256", claims("joe"))).jwt();
		assertThat(first.getClaims().keySet()).containsExactly("iss", "aud", "realm_access", "sub", "x");
		assertThat(second.getClaims().get("iss")).isSameAs(first.getClaims().get("iss"));
		assertThat(second.getClaims().get("aud")).isSameAs(first.getClaims().get("aud"));
		assertThat(second.getClaimAsMap("realm_access").get("roles"))
			.isSameAs(first.getClaimAsMap("realm_access").get("roles"));
		assertThat(second.getHeaders().get("kid")).isSameAs(first.getHeaders().get("kid"));
		assertThat(second.getSubject()).isEqualTo("joe");
		assertThat(second.getClaims().get("x")).isNull();
	}

	private static String claims(String subject) {
		return "{\"iss\":\"one\",\"aud\":[\"a\",\"b\"],\"realm_access\":{\"roles\":[\"r\"]},\"sub\":\"" + subject
				+ "\",\"x\":null}";
	}

}
