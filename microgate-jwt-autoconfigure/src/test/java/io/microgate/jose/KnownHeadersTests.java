package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KnownHeaders}.
 */
class KnownHeadersTests {

	private final KnownHeaders headers = new KnownHeaders();

	private static String text(String header) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
	}

	private static String named(String keyId) {
		return text("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"typ\":\"JWT\"}");
	}

	private JoseHeader add(String text) throws MalformedJoseException {
		JoseHeader header = this.headers.read(text);
		this.headers.add(header);
		return header;
	}

	@Test
	void readWhenNotAddedThenReadEachTime() throws MalformedJoseException {
		JoseHeader header = this.headers.read(named("a"));
		assertThat(header).isEqualTo(JoseHeader.parse(named("a"))).returns("a", JoseHeader::keyId);
		assertThat(this.headers.read(named("a"))).isNotSameAs(header);
	}

	@Test
	void readWhenAddedThenTheSame() throws MalformedJoseException {
		JoseHeader header = add(named("a"));
		assertThat(this.headers.read(named("a"))).isSameAs(header);
		assertThat(this.headers.read(named("b"))).returns("b", JoseHeader::keyId);
	}

	@Test
	void readWhenSlotIsTakenThenTheLatestIsKept() throws MalformedJoseException {
		for (int i = 0; i < 5000; i++) {
			assertThat(add(named("key" + i)).keyId()).isEqualTo("key" + i);
		}
		for (int i = 0; i < 5000; i++) {
			assertThat(this.headers.read(named("key" + i)).keyId()).isEqualTo("key" + i);
		}
		JoseHeader latest = this.headers.read(named("key4999"));
		assertThat(this.headers.read(named("key4999"))).isSameAs(latest);
	}

	@Test
	void addWhenLongThenNotKept() throws MalformedJoseException {
		String longest = named("a".repeat(348));
		assertThat(longest).hasSize(512);
		add(longest);
		assertThat(this.headers.read(longest)).isSameAs(this.headers.read(longest));
		String longer = named("a".repeat(349));
		add(longer);
		assertThat(this.headers.read(longer)).isNotSameAs(this.headers.read(longer));
	}

	@Test
	void readWhenMalformedThenRefused() {
		for (String text : new String[] { "", "e30=", text("{}"), text("{\"alg\":1}"), text("[]"),
				text("{\"alg\":\"RS256\",\"crit\":[\"b64\"]}"), text("{\"alg\":\"RS256\",\"b64\":false}") }) {
			assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> this.headers.read(text));
		}
	}

}
