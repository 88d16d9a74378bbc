package io.microgate.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import org.springframework.web.util.UriUtils;

/**
 * Says the configuration of a chapter by manifests, as far as manifests can say it: what
 * they cannot stays in the properties. That is extensions, resources with extensions
 * inside, routes by patterns, secrets whose file is missing, and all that is no resource.
 */
final class ManifestChapter {

	private static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

	private static final String GROUP = "microgateway.airlock.com/v1alpha1";

	private final Path directory;

	private int manifests;

	private ManifestChapter(Path directory) {
		this.directory = directory;
	}

	/**
	 * Rewrites a chapter.
	 * @param chapter the chapter
	 * @param locations what its placeholders stand for: manifests have none
	 * @param directory where manifests go, which does not exist yet
	 * @return the same chapter with another configuration
	 */
	static Chapter rewrite(Chapter chapter, Map<String, Object> locations, Path directory) {
		String configuration = chapter.configuration();
		for (Map.Entry<String, Object> location : locations.entrySet()) {
			configuration = configuration.replace("${" + location.getKey() + "}", (String) location.getValue());
		}
		Map<String, Object> properties = new Yaml().load(configuration);
		if (properties.get("microgate") != null) {
			new ManifestChapter(directory).move(map(properties.get("microgate")));
		}
		return with(chapter, new Yaml().dump(properties));
	}

	static Chapter with(Chapter chapter, String configuration) {
		return new Chapter(chapter.name(), configuration, chapter.basePath(), chapter.profiles(), chapter.stack(),
				chapter.tokens(), chapter.rows());
	}

	private void move(Map<String, Object> microgate) {
		move(microgate, "jwks", (name, spec) -> write(GROUP, "JWKS", name, spec));
		move(microgate, "jwts", (name, spec) -> write(GROUP, "JWT", name, spec));
		move(microgate, "identity-propagations", (name, spec) -> write(GROUP, "IdentityPropagation", name, spec));
		move(microgate, "access-control-policies", this::writePolicy);
		move(microgate, "routes", this::writeRoute);
		Map<String, Object> secrets = map(microgate.getOrDefault("secrets", Map.of()));
		Map.copyOf(secrets).forEach((name, location) -> {
			if (writeSecret(name, (String) location)) {
				secrets.remove(name);
			}
		});
		microgate.values().removeIf((value) -> value instanceof Map<?, ?> left && left.isEmpty());
		if (this.manifests > 0) {
			microgate.put("manifests", List.of(this.directory.toUri().toString()));
		}
	}

	private void move(Map<String, Object> microgate, String key, Mover mover) {
		Map<String, Object> resources = map(microgate.getOrDefault(key, Map.of()));
		Map.copyOf(resources).forEach((name, value) -> {
			Map<String, Object> spec = new LinkedHashMap<>(map(value));
			Object extensions = spec.remove("extensions");
			if (!isExtended(spec) && mover.write(name, spec)) {
				resources.remove(name);
				if (extensions != null) {
					resources.put(name, Map.of("extensions", extensions));
				}
			}
		});
	}

	/** Extensions inside a resource cannot stand beside a manifest. */
	static boolean isExtended(Object spec) {
		if (spec instanceof Map<?, ?> members) {
			return members.containsKey("extensions") || members.values().stream().anyMatch(ManifestChapter::isExtended);
		}
		return spec instanceof List<?> items && items.stream().anyMatch(ManifestChapter::isExtended);
	}

	private boolean writePolicy(String name, Map<String, Object> spec) {
		List<Map<String, Object>> targets = new ArrayList<>();
		for (Object target : list(spec.get("targetRefs"))) {
			Map<String, Object> full = new LinkedHashMap<>(Map.of("group", GATEWAY_GROUP, "kind", "HTTPRoute"));
			full.putAll(map(target));
			targets.add(full);
		}
		spec.put("targetRefs", targets);
		List<Object> policies = new ArrayList<>(list(spec.get("policies")));
		if (map(policies.get(policies.size() - 1)).containsKey("requestConditions")) {
			policies.add(Map.of("authorization", Map.of("deny", Map.of())));
		}
		spec.put("policies", policies);
		return write(GROUP, "AccessControlPolicy", name, spec);
	}

	private boolean writeRoute(String name, Map<String, Object> route) {
		List<Object> paths = new ArrayList<>();
		for (Object path : list(route.remove("paths"))) {
			String pattern = (String) path;
			String literal = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
			if (literal.matches(".*[*?{}].*")) {
				return false;
			}
			boolean prefix = !literal.equals(pattern);
			paths.add(Map.of("path", Map.of("type", prefix ? "PathPrefix" : "Exact", "value",
					literal.isEmpty() ? "/" : encode(literal))));
		}
		List<Object> matches = list(route.remove("matches"));
		matches.forEach((match) -> encodePath(map(match)));
		List<Object> rules = new ArrayList<>();
		Stream.of(paths, matches)
			.filter((rule) -> !rule.isEmpty())
			.forEach((rule) -> rules.add(Map.of("matches", rule, "backendRefs",
					List.of(Map.of("name", name, "port", 8080)), "timeouts", Map.of("request", "10s"))));
		if (!rules.isEmpty()) {
			route.put("rules", rules);
		}
		route.put("parentRefs", List.of(Map.of("name", "internal")));
		return write(GATEWAY_GROUP + "/v1", "HTTPRoute", name, route);
	}

	private static void encodePath(Map<String, Object> match) {
		Map<String, Object> path = map(match.getOrDefault("path", new HashMap<>()));
		if (!"RegularExpression".equals(path.get("type"))) {
			path.computeIfPresent("value", (key, value) -> encode((String) value));
		}
	}

	private static String encode(String path) {
		return UriUtils.encodePath(path, StandardCharsets.UTF_8);
	}

	private boolean writeSecret(String name, String location) {
		Path secret = Path.of(URI.create(location));
		Path file = secret.resolve("jwks.json");
		if (!Files.exists(file)) {
			return false;
		}
		try {
			String data = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
			write(Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", name), "type", "Opaque",
					"data", Map.of("jwks.json", data)), name);
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean write(String apiVersion, String kind, String name, Map<String, Object> spec) {
		write(Map.of("apiVersion", apiVersion, "kind", kind, "metadata",
				Map.of("name", name, "labels", Map.of("a", "b")), "spec", spec), kind);
		return true;
	}

	/** Several documents in a file, as they come. */
	private void write(Map<String, Object> manifest, String file) {
		try {
			Path path = this.directory.resolve(file.toLowerCase(Locale.ROOT) + ".yaml");
			Files.createDirectories(this.directory);
			String before = Files.exists(path) ? Files.readString(path) + "---\n" : "";
			Files.writeString(path, before + new Yaml().dump(manifest));
			this.manifests++;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Object value) {
		return (value != null) ? (List<Object>) value : List.of();
	}

	@FunctionalInterface
	private interface Mover {

		/** Whether a manifest can say it. */
		boolean write(String name, Map<String, Object> spec);

	}

}
