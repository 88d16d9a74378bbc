package io.microgate.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestAuthority;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stands for the hosts of an identity provider: one https server on the loopback
 * interface for each, with the keys of a table. In the configuration of a page only the
 * hosts of {@code uri} and {@code allowedHosts} and the locations of secrets are
 * replaced; a JWKS without {@code tls} trusts the authority of the servers.
 */
final class ProviderServers implements AutoCloseable {

	private static final TestAuthority AUTHORITY = TestAuthority.root("Provider");

	private static final Pattern URI_HOST = Pattern.compile("(uri: \"?https://)([^/\"\\s]+)");

	private static final Pattern ALLOWED_HOST = Pattern.compile("(allowedHosts: \\[)([^],]+)(])");

	private final Map<String, TestKey> keys = new HashMap<>();

	private final Map<String, JwksServer> servers = new LinkedHashMap<>();

	private final Map<String, String> secrets = new HashMap<>();

	private final Path directory;

	ProviderServers(ProviderTable table, Path directory) throws IOException {
		this.directory = directory;
		table.map("keys").forEach((name, key) -> this.keys.put(name, key(key)));
		table.map("servers").forEach((host, server) -> this.servers.put(host, start(server)));
		for (Map.Entry<String, Map<String, Object>> secret : table.map("secrets").entrySet()) {
			this.secrets.put(secret.getKey(), secret(secret.getKey(), secret.getValue()));
		}
		this.secrets.put("authority", secret("authority", Map.of()));
	}

	private String secret(String name, Map<String, Object> files) throws IOException {
		Path secret = Files.createDirectory(this.directory.resolve(name));
		Files.writeString(secret.resolve("ca.crt"), AUTHORITY.pem());
		for (Map.Entry<String, Object> file : files.entrySet()) {
			Files.writeString(secret.resolve(file.getKey()), (String) file.getValue());
		}
		return secret.toUri().toString();
	}

	@SuppressWarnings("unchecked")
	private static TestKey key(Map<String, Object> key) {
		KeyPair pair = switch ((String) key.get("type")) {
			case "RSA" -> TestKey.rsa(2048);
			case "P-256" -> TestKey.ec("secp256r1");
			default -> throw new IllegalArgumentException("Not a type of key: " + key);
		};
		TestKey made = TestKey.of(pair, (String) key.get("alg"));
		made.jwk().putAll((Map<String, Object>) key.get("jwk"));
		made.jwk().computeIfPresent("x5c", (name, value) -> List.of(certificate()));
		return made;
	}

	private static String certificate() {
		try {
			return Base64.getEncoder().encodeToString(AUTHORITY.issue().chain().get(0).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	TestKey key(String name) {
		return this.keys.get(name);
	}

	@SuppressWarnings("unchecked")
	private JwksServer start(Map<String, Object> server) {
		String certificate = (String) server.getOrDefault("certificate", "DNS:localhost");
		Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>) server.get("paths");
		String authorization = (String) server.get("authorization");
		try {
			return JwksServer.startTls(AUTHORITY.issue(certificate).serverContext())
				.with((exchange) -> answer(exchange, paths, authorization));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void answer(HttpExchange exchange, Map<String, Map<String, Object>> paths, String authorization)
			throws IOException {
		Map<String, Object> published = paths.get(exchange.getRequestURI().toString());
		if (authorization != null && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			JwksServer.respond(exchange, 401, new byte[0]);
		}
		else if (published == null) {
			JwksServer.respond(exchange, 404, new byte[0]);
		}
		else {
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			JwksServer.respond(exchange, 200, Json.write(document(published)).getBytes(StandardCharsets.UTF_8));
		}
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> document(Map<String, Object> published) {
		Map<String, Object> document = new LinkedHashMap<>(published);
		document.computeIfPresent("keys",
				(name, keys) -> ((List<String>) keys).stream().map((key) -> key(key).jwk()).toList());
		document.computeIfPresent("jwks_uri",
				(name, uri) -> replaced("uri: " + uri, URI_HOST).substring("uri: ".length()));
		return document;
	}

	/**
	 * The configuration with hosts and locations of this machine.
	 * @param page the configuration of a page
	 * @return what the application starts with
	 */
	String local(String page) {
		String local = replaced(replaced(page, URI_HOST), ALLOWED_HOST);
		for (Map.Entry<String, String> secret : this.secrets.entrySet()) {
			local = local.replaceFirst("(?m)^( {4}" + secret.getKey() + ": )file:\\S+", "$1" + secret.getValue());
		}
		return local;
	}

	private String replaced(String text, Pattern host) {
		return host.matcher(text).replaceAll((match) -> {
			JwksServer server = this.servers.get(match.group(2));
			assertThat(server).as("server for " + match.group()).isNotNull();
			String rest = (match.groupCount() > 2) ? match.group(3) : "";
			return Matcher.quoteReplacement(match.group(1) + "localhost:" + server.port() + rest);
		});
	}

	/**
	 * What each JWKS needs to trust the servers, if the page itself says nothing about
	 * that.
	 * @param page the configuration of a page
	 * @return properties
	 */
	Map<String, Object> trust(String page) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("microgate.secrets.authority", this.secrets.get("authority"));
		Map<String, Map<String, Map<String, Object>>> root = new Yaml().load(page);
		root.get("microgate").get("jwks").forEach((name, jwks) -> {
			if (!jwks.toString().contains("tls=")) {
				properties.put("microgate.jwks." + name + ".provider.remote.tls.certificate-verification.custom"
						+ ".trusted-ca.certificates[0].secret-ref.name", "authority");
			}
		});
		return properties;
	}

	@Override
	public void close() {
		this.servers.values().forEach(JwksServer::close);
	}

}
