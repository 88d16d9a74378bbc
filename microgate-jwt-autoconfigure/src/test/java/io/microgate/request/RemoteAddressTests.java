package io.microgate.request;

import java.net.Inet4Address;
import java.net.Inet6Address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemoteAddressTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255", "::1, 0:0:0:0:0:0:0:1",
			"[::1], 0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1", "2001:DB8::A, 2001:db8:0:0:0:0:0:a",
			"fe80::1%eth0, fe80:0:0:0:0:0:0:1", "fe80::1%3, fe80:0:0:0:0:0:0:1", "[fe80::1%eth0], fe80:0:0:0:0:0:0:1",
			"::ffff:192.0.2.1, 192.0.2.1", "::ffff:c000:201, 192.0.2.1", "0:0:0:0:0:ffff:192.0.2.1, 192.0.2.1",
			"[::ffff:192.0.2.1], 192.0.2.1", "::ffff:192.0.2.1%1, 192.0.2.1" })
	void parseWhenLiteralThenReturnsAddress(String text, String expected) {
		assertThat(RemoteAddress.parse(text).getHostAddress()).isEqualTo(expected);
	}

	@Test
	void parseWhenLiteralThenFamilyIsThatOfTheAddress() {
		assertThat(RemoteAddress.parse("::1")).isInstanceOf(Inet6Address.class);
		assertThat(RemoteAddress.parse("192.0.2.1")).isInstanceOf(Inet4Address.class);
		assertThat(RemoteAddress.parse("::ffff:192.0.2.1")).isInstanceOf(Inet4Address.class);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "localhost", "example.com", "unknown", "_hidden", "a", "cafe", "1", "3232235777",
			"192.0.2", "192.0.2.1:80", "192.0.2.1%eth0", "[192.0.2.1]", "[cafe]", "[::1]:80", "[::1", "::1]", "[]",
			"[[::1]]", "fe80::1%", "%eth0", "192.0.2.1/32", "::1/128", " ::1", "192.0.2.1, 192.0.2.2", ":", "%" })
	void parseWhenNoLiteralThenReturnsNull(String text) {
		assertThat(RemoteAddress.parse(text)).isNull();
	}

	@Test
	void parseWhenTextIsHugeThenReturnsNull() {
		assertThat(RemoteAddress.parse("1:".repeat(100_000))).isNull();
	}

}
