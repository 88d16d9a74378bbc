package io.microgate.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Keycloak with the realm of the sample, started by the sample's script, and what
 * its administrator does with keys.
 */
final class Keycloak {

	private static final Path SCRIPT = Path.of("external-issuer/keycloak/keycloak.sh");

	private static final int LONGEST_MINUTES = 15;

	private static final JsonMapper json = JsonMapper.builder().build();

	private final Path directory;

	private final int port;

	private final RestClient client;

	Keycloak(Path directory, int port) {
		this.directory = directory;
		this.port = port;
		this.client = RestClient.create("http://localhost:" + port);
	}

	/**
	 * Runs a command of the script.
	 * @return its output if it failed, else {@code null}
	 */
	String run(String command) throws IOException, InterruptedException {
		Path output = Files.createTempFile("keycloak", ".txt");
		try {
			ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().put("KEYCLOAK_DIRECTORY", this.directory.toString());
			builder.environment().put("KEYCLOAK_PORT", Integer.toString(this.port));
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			Process process = builder.start();
			assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as(command).isTrue();
			return (process.exitValue() != 0) ? Files.readString(output) : null;
		}
		finally {
			Files.delete(output);
		}
	}

	void start() throws IOException, InterruptedException {
		assertThat(run("start")).isNull();
	}

	void stop() throws IOException, InterruptedException {
		assertThat(run("stop")).isNull();
	}

	/** An access token of a user of the realm. */
	String token(String user) {
		return token("bookstore", "bookstore-web", user, user + "-demo");
	}

	private String token(String realm, String client, String user, String password) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>(Map.of("grant_type", List.of("password"),
				"client_id", List.of(client), "username", List.of(user), "password", List.of(password)));
		return this.client.post()
			.uri("/realms/{realm}/protocol/openid-connect/token", realm)
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form)
			.retrieve()
			.body(JsonNode.class)
			.get("access_token")
			.stringValue();
	}

	static String kid(String token) {
		byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
		return json.readTree(new String(header, StandardCharsets.UTF_8)).get("kid").stringValue();
	}

	/**
	 * Adds a key, which signs at once if it is active and has the highest priority.
	 */
	void addKey(String name, int priority, boolean active) {
		this.client.post()
			.uri("/admin/realms/bookstore/components")
			.headers((headers) -> headers.setBearerAuth(administrator()))
			.body(component(name, priority, active))
			.retrieve()
			.toBodilessEntity();
	}

	/** Lets a key sign that has been published before. */
	void activateKey(String name, int priority) {
		this.client.put()
			.uri("/admin/realms/bookstore/components/{id}", id(name))
			.headers((headers) -> headers.setBearerAuth(administrator()))
			.body(component(name, priority, true))
			.retrieve()
			.toBodilessEntity();
	}

	void removeKey(String name) {
		this.client.delete()
			.uri("/admin/realms/bookstore/components/{id}", id(name))
			.headers((headers) -> headers.setBearerAuth(administrator()))
			.retrieve()
			.toBodilessEntity();
	}

	private static Map<String, Object> component(String name, int priority, boolean active) {
		return Map.of("name", name, "providerId", "rsa-generated", "providerType", "org.keycloak.keys.KeyProvider",
				"config", Map.of("priority", List.of(Integer.toString(priority)), "enabled", List.of("true"), "active",
						List.of(Boolean.toString(active))));
	}

	private String id(String name) {
		JsonNode components = this.client.get()
			.uri("/admin/realms/bookstore/components?type=org.keycloak.keys.KeyProvider&name={name}", name)
			.headers((headers) -> headers.setBearerAuth(administrator()))
			.retrieve()
			.body(JsonNode.class);
		return components.get(0).get("id").stringValue();
	}

	private String administrator() {
		return token("master", "admin-cli", "admin", "admin-demo");
	}

	/** Stops it and deletes everything. */
	void clean() throws IOException, InterruptedException {
		assertThat(run("clean")).isNull();
	}

}
