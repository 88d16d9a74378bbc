package io.microgate.test.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/**
 * One configuration with every JWT of the verdict tables, and of
 * {@code tokens/jwts.yaml}. Each has a route of its own, {@code /jwt/name}, that asks for
 * nothing but its token.
 */
final class TableJwts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Path TABLES = Path.of("../microgate-jwt-autoconfigure/src/test/resources/verdicts");

	private static final Path OWN = Path.of("src/test/resources/tokens/jwts.yaml");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		byte[] yaml = new Yaml().dump(Map.of("microgate", configuration())).getBytes(StandardCharsets.UTF_8);
		try {
			new YamlPropertySourceLoader().load("tables", new ByteArrayResource(yaml))
				.forEach(context.getEnvironment().getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> configuration() {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("public-origins", List.of("https://shop.example"));
		try (Stream<Path> files = Files.list(TABLES)) {
			for (Path file : files.sorted().toList()) {
				Map<String, Object> chapter = new Yaml().load(Files.readString(file));
				add(all, file.getFileName().toString().replace(".yaml", "-"), (String) chapter.get("configuration"));
			}
			add(all, "own-", Files.readString(OWN));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return all;
	}

	private static void add(Map<String, Object> all, String prefix, String yaml) {
		Map<String, Object> file = new Yaml().load(yaml.replaceAll("\\$\\{[^}]+}", "https://idp.example.com/jwks"));
		Map<String, Object> microgate = members(file, "microgate");
		members(microgate, "jwks").forEach((name, spec) -> {
			Map<String, Object> jwks = new LinkedHashMap<>(
					Map.of("provider", Map.of("remote", Map.of("uri", "https://idp.example.com/" + name))));
			Object keyUse = members(members(microgate, "jwks"), name, "extensions").get("keyUse");
			if (keyUse != null) {
				jwks.put("extensions", Map.of("keyUse", keyUse));
			}
			put(all, "jwks", prefix + name, jwks);
		});
		members(microgate, "jwts").forEach((name, spec) -> {
			if (needsMoreThanToken(spec)) {
				return;
			}
			((List<?>) members(members(microgate, "jwts"), name).get("requireAny"))
				.forEach((entry) -> rename(members(entry, "jwksRef"), prefix));
			String jwt = prefix + name;
			put(all, "jwts", jwt, spec);
			put(all, "routes", jwt, Map.of("paths", List.of("/jwt/" + jwt)));
			Map<String, Object> authorization = Map.of("authentication",
					Map.of("jwt", Map.of("jwtRef", Map.of("name", jwt))));
			put(all, "access-control-policies", jwt, Map.of("targetRefs", List.of(Map.of("name", jwt)), "policies",
					List.of(Map.of("authorization", authorization))));
		});
	}

	/** A file of revoked tokens, or the certificate of a client. */
	private static boolean needsMoreThanToken(Object jwt) {
		return !members(jwt, "extensions", "revocation").isEmpty()
				|| "certificate".equals(members(jwt, "extensions", "binding").get("required"));
	}

	private static void rename(Map<String, Object> reference, String prefix) {
		String name = (String) reference.get("name");
		reference.put("name", name.startsWith(prefix) ? name : prefix + name);
	}

	private static void put(Map<String, Object> all, String kind, String name, Object resource) {
		members(all.computeIfAbsent(kind, (key) -> new LinkedHashMap<>())).put(name, resource);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> members(Object node, String... path) {
		Object value = node;
		for (String member : path) {
			value = (value instanceof Map<?, ?> members) ? members.get(member) : null;
		}
		return (value != null) ? (Map<String, Object>) value : new LinkedHashMap<>();
	}

}
