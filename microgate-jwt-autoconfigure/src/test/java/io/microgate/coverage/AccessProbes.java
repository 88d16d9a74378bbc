package io.microgate.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.security.auth.x500.X500Principal;

import io.microgate.certificate.PresentedCertificate;
import io.microgate.jwks.TestAuthority;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.TestRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to {@link RandomAccess}, with really signed tokens.
 */
final class AccessProbes {

	static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	private static final JsonMapper JSON = new JsonMapper();

	private final TestSigningKey main = TestSigningKey.rsa("main");

	private final TestSigningKey curve = TestSigningKey.ec("curve", "secp256r1");

	private final TestSigningKey backup = TestSigningKey.rsa("backup");

	private final TestAuthority authority = TestAuthority.root("shop");

	private final List<X509Certificate> certificates = List.of(certificate("CN=ann, O=shop", "DNS:ann"),
			certificate("CN=nn", "DNS:ann.shop", "URI:shop:ann"), certificate("O=ann, CN=shop"));

	private final List<String> tokens = new ArrayList<>();

	AccessProbes() {
		this.certificates.forEach((each) -> add("cnf", Map.of("x5t#S256", PresentedCertificate.of(each).thumbprint())));
		add();
		add();
		add("iss", "https://b.example.com", "aud", List.of("x", "y"));
		add("aud", "y", "sub", "svc-1", "roles", null);
		add("roles", List.of("admin", "a"), "tenant", "a", "flag", true);
		add("roles", "ad", "tenant", null, "realm", Map.of("roles", List.of("admin")));
		add("acr", "gold", "auth_time", NOW.getEpochSecond() - 600);
		add("acr", "silver", "auth_time", NOW.getEpochSecond() - 60);
		add("acr", "gold");
		add("exp", null);
		add("exp", NOW.getEpochSecond() - 30);
		add("exp", NOW.getEpochSecond() - 90);
		add("exp", NOW.getEpochSecond() + 40_000);
		add("sub", null, "tenant", "admin", "padding", "x".repeat(1000));
		this.tokens.add(this.main.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"main\",\"typ\":\"at+jwt\"}", claims()));
		this.tokens.add(this.main.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"main\",\"typ\":\"JWT\"}", claims()));
		this.tokens.add(this.curve.token("ES256", claims("roles", "min")));
		this.tokens.add(this.backup.token("RS256", claims()));
		this.tokens.add(this.backup.token("RS256", claims("iss", "https://b.example.com", "roles", null)));
		this.tokens.add("x");
	}

	private X509Certificate certificate(String subject, String... names) {
		return this.authority.issueClient(new X500Principal(subject), names).certificate();
	}

	private void add(Object... changes) {
		this.tokens.add(this.main.token("RS256", claims(changes)));
	}

	private static String claims(Object... changes) {
		Map<String, Object> claims = new LinkedHashMap<>(
				Map.of("iss", "https://a.example.com", "sub", "alice", "aud", "x", "iat", NOW.getEpochSecond() - 600,
						"exp", NOW.getEpochSecond() + 600, "roles", List.of("admin"), "tenant", "a"));
		for (int i = 0; i < changes.length; i += 2) {
			claims.put((String) changes[i], changes[i + 1]);
		}
		claims.values().removeIf((value) -> value == null);
		return JSON.writeValueAsString(claims);
	}

	/** Writes the keys, one secret a directory. */
	void writeKeys(Path directory) {
		try {
			write(directory.resolve("main"), List.of(this.main.jwk(), this.curve.jwk()));
			write(directory.resolve("backup"), List.of(this.backup.jwk()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path directory, List<Map<String, Object>> keys) throws IOException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("jwks.json"), JSON.writeValueAsString(Map.of("keys", keys)));
	}

	List<TestRequest> requests(long seed, int count) {
		Random random = new Random(seed);
		List<TestRequest> requests = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			requests.add(request(random));
		}
		return requests;
	}

	private TestRequest request(Random random) {
		TestRequest request = new TestRequest(pick(random, List.of("GET", "GET", "POST", "HEAD", "DELETE", "REPORT")),
				pick(random, List.of("a.example.com", "x.example.com", "y.example.com", "other.org", "any.org")),
				path(random));
		if (random.nextInt(3) == 0) {
			request.header("X-Test", pick(random, List.of("1", "2", "12")));
		}
		if (random.nextInt(4) == 0) {
			request.header("Content-Type", pick(random, List.of("text/plain", "application/json")));
		}
		if (random.nextInt(25) == 0) {
			request.header("Content-Type", "text/html");
		}
		if (random.nextInt(5) == 0) {
			request.query(pick(random, List.of("q=1", "q=1", "q=2", "p=1;q=1")));
		}
		if (random.nextInt(5) == 0) {
			request.from("10.1.2.3");
		}
		if (random.nextInt(2) == 0) {
			request.certificate(pick(random, this.certificates));
		}
		if (random.nextInt(4) == 0) {
			request.peer("10.9.9.9").header("Client-Cert", clientCert(pick(random, this.certificates)));
		}
		return withToken(random, (random.nextInt(40) == 0) ? request.withTwoHosts() : request);
	}

	private static String clientCert(X509Certificate certificate) {
		try {
			return ':' + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ':';
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TestRequest withToken(Random random, TestRequest request) {
		int source = random.nextInt(10);
		if (source < 6) {
			request.header("Authorization", "Bearer " + pick(random, this.tokens));
		}
		if (source == 5 || source == 6) {
			request.header("Cookie", "creds=" + pick(random, this.tokens));
		}
		return (source == 7) ? request.header("X-Token", pick(random, this.tokens)) : request;
	}

	private static String path(Random random) {
		StringBuilder path = new StringBuilder();
		int length = random.nextInt(4);
		for (int i = 0; i < length; i++) {
			path.append('/').append(pick(random, List.of("a", "a", "b", "A", "ab", "admin", "a-b", "c")));
		}
		boolean slash = path.isEmpty() || random.nextInt(7) == 0;
		return slash ? path.append('/').toString() : path.toString();
	}

	private static <T> T pick(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

}
