package io.microgate.match;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import io.microgate.request.RemoteAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CidrRangeTests {

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"10.0.0.0/8,             10.0.0.0,             true",
			"10.0.0.0/8,             10.255.255.255,       true",
			"10.0.0.0/8,             11.0.0.0,             false",
			"10.0.0.0/8,             9.255.255.255,        false",
			"10.1.2.3/8,             10.200.0.1,           true",
			"172.16.0.0/12,          172.31.255.255,       true",
			"172.16.0.0/12,          172.32.0.0,           false",
			"172.16.0.0/12,          172.15.255.255,       false",
			"192.168.1.128/25,       192.168.1.128,        true",
			"192.168.1.128/25,       192.168.1.127,        false",
			"192.168.1.255/31,       192.168.1.254,        true",
			"192.168.1.255/31,       192.168.1.253,        false",
			"192.168.1.1/32,         192.168.1.1,          true",
			"192.168.1.1/32,         192.168.1.0,          false",
			"255.0.0.0/1,            128.0.0.0,            true",
			"255.0.0.0/1,            127.255.255.255,      false",
			"0.0.0.0/0,              255.255.255.255,      true",
			"0.0.0.0/0,              ::1,                  false",
			"1.2.3.4/0,              9.9.9.9,              true",
			"2001:db8::/32,          2001:db8:ffff::1,     true",
			"2001:db8::/32,          2001:db9::,           false",
			"2001:DB8::/32,          2001:db8::1,          true",
			"2001:db8::dead/33,      2001:db8:7fff::1,     true",
			"2001:db8::dead/33,      2001:db8:8000::1,     false",
			"fe80::/10,              febf::1,              true",
			"fe80::/10,              fec0::1,              false",
			"fe80::/10,              fe80::1%eth0,         true",
			"::1/128,                ::1,                  true",
			"::1/128,                ::2,                  false",
			"::1/127,                ::,                   true",
			"::/0,                   ffff::1,              true",
			"::/0,                   1.2.3.4,              false",
			"::/0,                   ::ffff:1.2.3.4,       false",
			"::/64,                  ::1.2.3.4,            true",
			"1.2.3.4/32,             ::ffff:1.2.3.4,       true",
			"1.2.3.4/32,             ::1.2.3.4,            false",
			"::ffff:10.0.0.0/104,    10.9.9.9,             true",
			"::ffff:10.0.0.0/104,    11.0.0.0,             false",
			"::ffff:a00:1/128,       10.0.0.1,             true",
			"::ffff:0:0/96,          8.8.8.8,              true",
			"64:ff9b::1.2.3.4/128,   64:ff9b::102:304,     true",
			"1:2:3:4:5:6:7:8/128,    1:2:3:4:5:6:7:8,      true",
			"1:2:3:4:5:6:0.7.0.8/128, 1:2:3:4:5:6:7:8,     true",
			"1:2:3:4:5:6:7::/112,    1:2:3:4:5:6:7:ffff,   true",
			"::2:3:4:5:6:7:8/128,    0:2:3:4:5:6:7:8,      true",
	// @formatter:on
	})
	void containsWhenAddressThenComparesThePrefix(String range, String address, boolean expected) {
		InetAddress parsed = RemoteAddress.parse(address);
		assertThat(CidrRange.parse(range).contains(parsed.getAddress())).isEqualTo(expected);
	}

	@Test
	void containsWhenAddressIsMappedAndNotFoldedThenCountsAsIpv4() throws UnknownHostException {
		byte[] mapped = Inet6Address.getByAddress(null, mappedBytes(), 0).getAddress();
		assertThat(mapped).hasSize(16);
		assertThat(CidrRange.parse("10.0.0.0/8").contains(mapped)).isTrue();
		assertThat(CidrRange.parse("11.0.0.0/8").contains(mapped)).isFalse();
		assertThat(CidrRange.parse("::/0").contains(mapped)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1", "2001:db8::1", "", "localhost", "8" })
	void parseWhenPrefixLengthIsMissingThenThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.parse(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining("has no prefix length");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/8", "localhost/8", "example.com/32", "10.0.0/8", "10/8", "10.0.0.0.0/8", "10.0.0.256/8",
			"10.0.0.-1/8", "10.0.0.+1/8", "010.0.0.0/8", "0x10.0.0.0/8", "10.0.0.00/8", "10..0.0/8", ".10.0.0.0/8",
			"10.0.0.0./8", " 10.0.0.0/8", "10.0.0.0 /8", "1.2.3.1000/8", "٣.0.0.0/8", "167772160/8", ":/8", ":::/8",
			"1::2::3/8", "1:2:3:4:5:6:7/8", "1:2:3:4:5:6:7:8:9/8", "1:2:3:4:5:6:7:8::/8", "::1:2:3:4:5:6:7:8/8",
			":1:2:3:4:5:6:7:8/8", "1:2:3:4:5:6:7:/8", "12345::/8", "00001::/8", "g::/8", "-1::/8", "+1::/8", "٣::/8",
			"fe80::1%eth0/64", "[::1]/128", "1.2.3.4::/8", "::1.2.3/8", "::1.2.3.4:5/8", "::01.2.3.4/8",
			"1:2:3:4:5:6:7:1.2.3.4/8", "::1.2.3.4.5/8" })
	void parseWhenAddressIsNoLiteralThenThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.parse(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining("no IPv4 or IPv6 address");
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/, 32", "10.0.0.0/33, 32", "10.0.0.0/-1, 32", "10.0.0.0/+8, 32", "10.0.0.0/08, 32",
			"10.0.0.0/00, 32", "10.0.0.0/8.0, 32", "10.0.0.0/255.0.0.0, 32", "10.0.0.0/8/8, 32", "10.0.0.0//8, 32",
			"10.0.0.0/٨, 32", "10.0.0.0/4294967304, 32", "::/129, 128", "::/1000, 128", "::/f, 128" })
	void parseWhenPrefixLengthIsInvalidThenThrows(String text, String max) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.parse(text))
			.withMessageEndingWith("the prefix length is no number from 0 to " + max);
	}

	@Test
	void parseWhenMappedRangeIsWiderThanIpv4ThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrRange.parse("::ffff:10.0.0.0/8"))
			.withMessageContaining("from 96 to 128");
	}

	private static byte[] mappedBytes() {
		return new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1 };
	}

}
