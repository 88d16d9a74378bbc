package io.microgate.jwks;

import java.nio.file.Path;
import java.util.List;

import io.microgate.match.StringMatcherSpec;
import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What trusted authorities may not issue, and names that no authority vouches for.
 */
@Tag("server")
class AuthorityLimitsTests {

	private static final String BEYOND = "TLS failed: a trusted certificate does not permit the chain below it";

	private static final String NO_NAME = "TLS failed: the certificate has no alternative name for the host";

	@TempDir
	Path directory;

	private TlsTrial trial;

	@BeforeEach
	void open() {
		this.trial = new TlsTrial(this.directory);
	}

	@AfterEach
	void close() {
		this.trial.close();
	}

	private String failure(TestAuthority trusted, TestCertificate server) {
		return this.trial.with("one", "ca.crt", trusted.pem())
			.to(server)
			.trusting(TlsTrial.trustedCa(2, "one"))
			.failure();
	}

	@ParameterizedTest
	@CsvSource({ "localhost, true", "example.com, false" })
	void fetchWhenAuthorityIsForDomainThenNamesAreWithin(String domain, boolean permitted) {
		TestAuthority trusted = TestAuthority.of("Constrained Root", domain);
		String expected = permitted ? "none" : BEYOND;
		assertThat(failure(trusted, trusted.issue("DNS:localhost"))).isEqualTo(expected);
		assertThat(failure(trusted, trusted.intermediate("One Below").issue("DNS:localhost"))).isEqualTo(expected);
	}

	@Test
	void fetchWhenAuthorityIsForOtherDomainThenAllowedNameDoesNotHelp() {
		TestAuthority trusted = TestAuthority.of("Constrained Root", "example.com");
		StringMatcherSpec name = new StringMatcherSpec("idp.example.net", null, null, null, null, false);
		this.trial.with("one", "ca.crt", trusted.pem())
			.to(trusted.issue("DNS:idp.example.net"))
			.trusting(new TlsSpec.Custom(new TlsSpec.TrustedCa(TlsTrial.secrets("one"), 1),
					List.of(new TlsSpec.AllowedSan("DNS", name)), null, null));
		assertThat(this.trial.failure()).isEqualTo(BEYOND);
	}

	@Test
	void fetchWhenAuthorityIsTheLowestThenNoneBelowIt() {
		TestAuthority trusted = TestAuthority.lowest("Lowest Root");
		assertThat(failure(trusted, trusted.issue("DNS:localhost"))).isEqualTo("none");
		assertThat(failure(trusted, trusted.intermediate("One Below").issue("DNS:localhost"))).isEqualTo(BEYOND);
	}

	@Test
	void fetchWhenAnotherOfTheSameNameIsNotLimitedThenTheSignerDecides() {
		TestAuthority trusted = TestAuthority.of("Test Root", "example.com");
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem(), trusted.pem());
		this.trial.to(trusted.issue("DNS:localhost")).trusting(TlsTrial.trustedCa(1, "one"));
		assertThat(this.trial.failure()).startsWith("TLS failed");
		this.trial.to(TestPki.ROOT.issue("DNS:localhost")).trusting(TlsTrial.trustedCa(1, "one"));
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenHostIsTheCommonNameAloneThenRefused() {
		assertThat(failure(TestPki.ROOT, TestPki.ROOT.issueFor("localhost"))).isEqualTo(NO_NAME);
		assertThat(failure(TestPki.ROOT, TestPki.ROOT.issueFor("localhost", "IP:127.0.0.1"))).isEqualTo(NO_NAME);
		assertThat(failure(TestPki.ROOT, TestPki.ROOT.issueFor("localhost", "URI:spiffe://localhost")))
			.isEqualTo(NO_NAME);
		assertThat(failure(TestPki.ROOT, TestPki.ROOT.issueFor("other", "DNS:localhost"))).isEqualTo("none");
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, IP:127.0.0.1, true", "127.0.0.1, DNS:127.0.0.1, false", "127.0.0.1, DNS:localhost, false",
			"LOCALHOST, DNS:localhost, true", "localhost, DNS:LocalHost, true", "localhost, IP:127.0.0.1, false",
			"localhost, DNS:*, false", "localhost, DNS:local*, false", "localhost, DNS:localhost.example.com, false" })
	void fetchWhenHostThenNameOfItsKindFits(String host, String name, boolean accepted) {
		this.trial.at(host);
		assertThat(failure(TestPki.ROOT, TestPki.ROOT.issueFor(host, name)).equals("none")).isEqualTo(accepted);
	}

	@Test
	void fetchWhenChainIsPaddedWithTrustedOnesThenTheyVouchForNothing() {
		TestCertificate foreign = TestPki.OTHER_ROOT.issue("DNS:localhost");
		assertThat(failure(TestPki.ROOT, foreign.presenting(TestPki.ROOT.certificate()))).startsWith("TLS failed");
		assertThat(
				failure(TestPki.ROOT, foreign.presenting(TestPki.LOCALHOST.certificate(), TestPki.ROOT.certificate())))
			.startsWith("TLS failed");
		TestCertificate sameName = TestPki.FALSE_ROOT.issue("DNS:localhost");
		assertThat(failure(TestPki.ROOT, sameName.presenting(TestPki.ROOT.certificate()))).startsWith("TLS failed");
	}

}
