package io.microgate.jwks;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.security.auth.x500.X500Principal;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A certification authority of a test. Issues within milliseconds, which the JDK's tools
 * do not.
 */
public final class TestAuthority {

	static final String SERVER_AUTH = "2b06010505070301";

	static final String CLIENT_AUTH = "2b06010505070302";

	private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("2a8648ce3d040302"));

	private static final byte[] UNLIMITED = Der.sequence(Der.oid("551d13"), Der.yes(),
			Der.octets(Der.sequence(Der.yes())));

	private static final byte[] MAY_SIGN = Der.sequence(Der.oid("551d0f"), Der.yes(),
			Der.octets(Der.bits(1, new byte[] { 6 })));

	private static final byte[] CA = Der.sequence(UNLIMITED, MAY_SIGN);

	private static final byte[] PARTIAL = Der.tagged(0xa0, Der.sequence(Der.sequence(Der.oid("551d1c"), Der.yes(),
			Der.octets(Der.sequence(Der.tagged(0x81, new byte[] { (byte) 0xff }))))));

	private static final AtomicLong serials = new AtomicLong(1000);

	private final KeyPair keys;

	private final X509Certificate certificate;

	private final List<X509Certificate> above;

	private TestAuthority(KeyPair keys, X509Certificate certificate, List<X509Certificate> above) {
		this.keys = keys;
		this.certificate = certificate;
		this.above = above;
	}

	public static TestAuthority root(String name) {
		return root(name, Instant.now().plus(Duration.ofDays(1)));
	}

	static TestAuthority root(String name, Instant until) {
		return root(name, until, CA);
	}

	/**
	 * An authority below which no other may be.
	 */
	static TestAuthority lowest(String name) {
		byte[] limit = Der.sequence(Der.oid("551d13"), Der.yes(),
				Der.octets(Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))));
		return root(name, Instant.now().plus(Duration.ofDays(1)), Der.sequence(limit, MAY_SIGN));
	}

	/**
	 * An authority that may issue for the names of one domain alone.
	 */
	static TestAuthority of(String name, String domain) {
		byte[] permitted = Der.tagged(0xa0, Der.sequence(Der.tagged(0x82, domain.getBytes(US_ASCII))));
		byte[] names = Der.sequence(Der.oid("551d1e"), Der.yes(), Der.octets(Der.sequence(permitted)));
		return root(name, Instant.now().plus(Duration.ofDays(1)), Der.sequence(UNLIMITED, MAY_SIGN, names));
	}

	private static TestAuthority root(String name, Instant until, byte[] extensions) {
		KeyPair keys = generate();
		Subject subject = new Subject(principal(name), Instant.now().minus(Duration.ofDays(3)), until, extensions);
		return new TestAuthority(keys, sign(keys, principal(name), keys, subject), List.of());
	}

	/**
	 * Uses the certificate of a server as an authority.
	 */
	static TestAuthority of(KeyPair keys, X509Certificate certificate) {
		return new TestAuthority(keys, certificate, List.of());
	}

	TestAuthority intermediate(String name) {
		KeyPair keys = generate();
		X509Certificate issued = sign(this.keys, this.certificate.getSubjectX500Principal(), keys, new Subject(
				principal(name), Instant.now().minus(Duration.ofDays(3)), Instant.now().plus(Duration.ofDays(1)), CA));
		return new TestAuthority(keys, issued, path());
	}

	/**
	 * The certificate of this authority and those above it, but for a root.
	 */
	private List<X509Certificate> path() {
		if (this.above.isEmpty() && isRoot()) {
			return List.of();
		}
		List<X509Certificate> path = new ArrayList<>(List.of(this.certificate));
		path.addAll(this.above);
		return path;
	}

	private boolean isRoot() {
		return this.certificate.getSubjectX500Principal().equals(this.certificate.getIssuerX500Principal());
	}

	/**
	 * Issues a server certificate that is valid now.
	 * @param names alternative names such as {@code DNS:localhost}
	 */
	public TestCertificate issue(String... names) {
		Instant now = Instant.now();
		return issue(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), SERVER_AUTH, names);
	}

	TestCertificate issue(Instant from, Instant until, String usage, String... names) {
		return issue("server", from, until, usage, names);
	}

	/**
	 * Issues a server certificate whose common name is that of a host.
	 */
	TestCertificate issueFor(String commonName, String... names) {
		Instant now = Instant.now();
		return issue(commonName, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), SERVER_AUTH, names);
	}

	/**
	 * Issues a client certificate that is valid now.
	 */
	public TestCertificate issueClient(X500Principal subject, String... names) {
		Instant now = Instant.now();
		return issue(subject, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), CLIENT_AUTH, names);
	}

	private TestCertificate issue(String commonName, Instant from, Instant until, String usage, String... names) {
		return issue(principal(commonName), from, until, usage, names);
	}

	private TestCertificate issue(X500Principal name, Instant from, Instant until, String usage, String... names) {
		KeyPair keys = generate();
		List<byte[]> extensions = new ArrayList<>();
		extensions.add(Der.sequence(Der.oid("551d25"), Der.octets(Der.sequence(Der.oid(usage)))));
		if (names.length > 0) {
			extensions.add(Der.sequence(Der.oid("551d11"),
					Der.octets(Der.sequence(Arrays.stream(names).map(TestAuthority::name).toList()))));
		}
		Subject subject = new Subject(name, from, until, Der.sequence(extensions));
		List<X509Certificate> chain = new ArrayList<>();
		chain.add(sign(this.keys, this.certificate.getSubjectX500Principal(), keys, subject));
		chain.addAll(path());
		return new TestCertificate(keys, chain);
	}

	private static byte[] name(String name) {
		String value = name.substring(name.indexOf(':') + 1);
		try {
			return switch (name.substring(0, name.indexOf(':'))) {
				case "DNS" -> Der.tagged(0x82, value.getBytes(US_ASCII));
				case "Bytes" -> Der.tagged(Integer.parseInt(value, 16), HexFormat.of().parseHex("c3bc0102ff"));
				case "URI" -> Der.tagged(0x86, value.getBytes(US_ASCII));
				case "Email" -> Der.tagged(0x81, value.getBytes(US_ASCII));
				case "IP" -> Der.tagged(0x87, InetAddress.getByName(value).getAddress());
				default -> throw new IllegalArgumentException(name);
			};
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public X509Certificate certificate() {
		return this.certificate;
	}

	public String pem() {
		return Pem.of(this.certificate);
	}

	/** A revocation list that is current. */
	String list(X509Certificate... revoked) {
		return list(Instant.now().plus(Duration.ofHours(1)), revoked);
	}

	String list(Instant nextUpdate, X509Certificate... revoked) {
		return Pem.of(list(nextUpdate, new byte[0], revoked));
	}

	/** A list that covers server certificates alone, and says so. */
	String partialList() {
		return Pem.of(list(Instant.now().plus(Duration.ofHours(1)), PARTIAL));
	}

	private X509CRL list(Instant nextUpdate, byte[] extensions, X509Certificate... revoked) {
		Instant thisUpdate = Instant.now().minus(Duration.ofDays(2));
		List<byte[]> entries = Arrays.stream(revoked)
			.map((each) -> Der.sequence(Der.integer(each.getSerialNumber()), Der.time(thisUpdate)))
			.toList();
		byte[] content = Der.sequence(Der.integer(BigInteger.ONE), ECDSA_WITH_SHA256,
				this.certificate.getSubjectX500Principal().getEncoded(), Der.time(thisUpdate), Der.time(nextUpdate),
				entries.isEmpty() ? new byte[0] : Der.sequence(entries), extensions);
		try {
			return (X509CRL) CertificateFactory.getInstance("X.509")
				.generateCRL(new ByteArrayInputStream(signed(this.keys, content)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509Certificate sign(KeyPair signer, X500Principal issuer, KeyPair keys, Subject subject) {
		byte[] content = Der.sequence(Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
				Der.integer(BigInteger.valueOf(serials.incrementAndGet())), ECDSA_WITH_SHA256, issuer.getEncoded(),
				Der.sequence(Der.time(subject.from), Der.time(subject.until)), subject.name.getEncoded(),
				keys.getPublic().getEncoded(), Der.tagged(0xa3, subject.extensions));
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(signed(signer, content)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] signed(KeyPair signer, byte[] content) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(signer.getPrivate());
		signature.update(content);
		return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
	}

	private static X500Principal principal(String name) {
		return new X500Principal("CN=" + name);
	}

	private static KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Subject(X500Principal name, Instant from, Instant until, byte[] extensions) {
	}

}
