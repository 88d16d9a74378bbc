package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.env.Environment;

/**
 * Translates the properties of Spring Boot's resource server into YAML of Microgate that
 * accepts the same tokens. Values stay as they are written, so a placeholder stays one.
 */
public final class ResourceServerMigration {

	private static final List<String> KEYS_AND_TOKENS = List.of("jwks", "jwts", "secrets");

	private static final Pattern USER = Pattern.compile("^([^:/]+://)[^/?#]*@");

	private final ResourceServerProperties properties;

	private final Map<String, Object> microgate = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final List<String> untranslated = new ArrayList<>();

	private ResourceServerMigration(ResourceServerProperties properties) {
		this.properties = properties;
	}

	/**
	 * Translates the properties of an environment.
	 * @param environment where the properties come from
	 * @return the translation, {@code null} if none of them is set
	 */
	public static @Nullable ResourceServerMigration of(Environment environment) {
		ResourceServerProperties properties = new ResourceServerProperties(environment);
		if (!properties.areSet()) {
			return null;
		}
		ResourceServerMigration migration = new ResourceServerMigration(properties);
		migration.translate();
		return migration;
	}

	/**
	 * Writes a configuration that requires such a token of every request, below comments
	 * about what differs.
	 * @return YAML with a line end, comments alone if nothing can be translated
	 */
	public String yaml() {
		StringBuilder yaml = new StringBuilder();
		this.remarks.forEach((remark) -> yaml.append("# ").append(remark).append('\n'));
		if (!this.microgate.isEmpty()) {
			yaml.append(write(this.microgate, FlowStyle.AUTO));
		}
		return yaml.toString();
	}

	/**
	 * Warns of properties that have no effect, with the YAML that accepts the same
	 * tokens.
	 * @param environment where the properties come from
	 * @param routes whether the YAML has a route and a policy as well
	 * @return one warning, none if no such property is set
	 */
	static List<String> warnings(Environment environment, boolean routes) {
		ResourceServerMigration migration = of(environment);
		if (migration == null) {
			return List.of();
		}
		return List
			.of("'%s.*' has no effect on the routes of Microgate, whose tokens are verified by 'microgate.jwts'%s"
				.formatted(ResourceServerProperties.PREFIX, migration.line(routes)));
	}

	private String line(boolean routes) {
		Map<String, Object> written = new LinkedHashMap<>(this.microgate);
		if (!routes) {
			written.keySet().retainAll(KEYS_AND_TOKENS);
		}
		String yaml = written.isEmpty() ? ""
				: ". This YAML accepts the same tokens: " + write(written, FlowStyle.FLOW).strip();
		return this.untranslated.isEmpty() ? yaml
				: yaml + ". Without a counterpart: " + String.join(", ", this.untranslated);
	}

	/**
	 * Returns where the public key is that verifies tokens, instead of a key set.
	 * @return location of a PEM file, {@code null} if keys come from elsewhere
	 */
	public @Nullable String publicKeyLocation() {
		return (this.properties.value("jwt.jwk-set-uri") != null || this.properties.value("jwt.issuer-uri") != null)
				? null : this.properties.value("jwt.public-key-location");
	}

	private static String write(Map<String, Object> microgate, FlowStyle style) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(style);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		options.setSplitLines(false);
		options.setWidth(Integer.MAX_VALUE);
		return new Yaml(options).dump(Map.of("microgate", microgate));
	}

	private void translate() {
		if (addKeys()) {
			addToken();
			addAuthorities();
			addPolicy();
		}
		if (this.properties.areSet("opaquetoken")) {
			addUntranslated("opaquetoken", "Tokens are verified by keys; no introspection endpoint is asked.");
		}
		if (this.microgate.isEmpty() && this.remarks.isEmpty()) {
			this.remarks.add("Spring Boot has none of the properties that are set.");
		}
	}

	/** In the order in which Spring Boot decides which of the three counts. */
	private boolean addKeys() {
		String jwkSetUri = this.properties.value("jwt.jwk-set-uri");
		String issuer = this.properties.value("jwt.issuer-uri");
		String publicKey = publicKeyLocation();
		if (jwkSetUri != null) {
			put(withoutUser(jwkSetUri), "jwks", "identity-provider", "provider", "remote", "uri");
		}
		else if (issuer != null) {
			addDiscovery(withoutUser(issuer));
		}
		else if (publicKey != null) {
			put(folder(publicKey), "secrets", "public-key");
			put("public-key", "jwks", "identity-provider", "provider", "local", "secretRef", "name");
			remark("jwt.public-key-location",
					"The folder of secret 'public-key' needs a file 'jwks.json', a key set that has this key in a JWK without 'kid'.");
		}
		else if (this.properties.areSet("jwt")) {
			addUntranslated("jwt", "It names no keys: 'jwk-set-uri', 'issuer-uri' or 'public-key-location'.");
		}
		return !this.microgate.isEmpty();
	}

	private void addDiscovery(String issuer) {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		put(base + "/.well-known/openid-configuration", "jwks", "identity-provider", "provider", "remote", "uri");
		put(issuer, "jwks", "identity-provider", "extensions", "discovery", "issuer");
		remark("jwt.issuer-uri", "If 'jwks_uri' is on another host than the issuer, list that host in"
				+ " 'discovery.allowedHosts'. If the metadata document is elsewhere, change 'uri'.");
		if (this.properties.areSet("jwt.jws-algorithms")) {
			remark("jwt.jws-algorithms", "It has no effect beside 'issuer-uri', in the resource server as well.");
		}
	}

	private void addToken() {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("jwksRef", Map.of("name", "identity-provider"));
		String issuer = this.properties.value("jwt.issuer-uri");
		if (issuer != null) {
			entry.put("issuer", withoutUser(issuer));
		}
		List<String> audiences = this.properties.values("jwt.audiences").stream().distinct().toList();
		if (!audiences.isEmpty()) {
			entry.put("audiences", audiences);
		}
		putToken(List.of(entry), "requireAny");
		putToken(false, "expirationRequired");
		this.remarks.add("'expirationRequired': The resource server accepts tokens without 'exp'. Set it to true if the"
				+ " provider's tokens have one.");
		if (this.properties.value("jwt.jwk-set-uri") != null || issuer == null) {
			List<String> algorithms = this.properties.values("jwt.jws-algorithms").stream().distinct().toList();
			putToken(algorithms.isEmpty() ? List.of("RS256") : algorithms, "extensions", "algorithms");
		}
		putToken(List.of("", "JWT"), "extensions", "types");
	}

	private void addAuthorities() {
		String principal = this.properties.value("jwt.principal-claim-name");
		if (principal != null) {
			putToken(principal, "extensions", "principalClaim");
			remark("jwt.principal-claim-name",
					"A token without this claim gets 401; the resource server gives its principal an empty name.");
		}
		AuthorityMigration authorities = new AuthorityMigration(this.properties);
		authorities.derivedClaims().forEach((name, path) -> putToken(path, "extensions", "claims", name, "path"));
		if (!authorities.rules().isEmpty()) {
			putToken(authorities.rules(), "extensions", "authorities");
		}
		authorities.remarks().forEach(this::remark);
		authorities.untranslated().forEach(this::addUntranslated);
	}

	private void addPolicy() {
		put(List.of("/**"), "routes", "application", "paths");
		put(List.of(Map.of("name", "application")), "access-control-policies", "application", "targetRefs");
		put(List.of(Map.of("authorization",
				Map.of("authentication", Map.of("jwt", Map.of("jwtRef", Map.of("name", "access-token")))))),
				"access-control-policies", "application", "policies");
	}

	private void putToken(Object value, String... path) {
		String[] full = new String[path.length + 2];
		full[0] = "jwts";
		full[1] = "access-token";
		System.arraycopy(path, 0, full, 2, path.length);
		put(value, full);
	}

	@SuppressWarnings("unchecked")
	private void put(Object value, String... path) {
		Map<String, Object> parent = this.microgate;
		for (int i = 0; i < path.length - 1; i++) {
			parent = (Map<String, Object>) parent.computeIfAbsent(path[i], (key) -> new LinkedHashMap<>());
		}
		parent.put(path[path.length - 1], value);
	}

	/** Credentials in a URI are secrets, and an error in Microgate. */
	private String withoutUser(String uri) {
		String without = USER.matcher(uri).replaceFirst("$1");
		if (!without.equals(uri)) {
			addUntranslated("jwt.*-uri",
					"The user in it is left out; 'extensions.request' of a JWKS carries credentials.");
		}
		return without;
	}

	/** A location without a scheme is one of the class path, as in Spring Boot. */
	private static String folder(String location) {
		int path = location.startsWith("${") ? 0 : location.indexOf(':') + 1;
		String scheme = (path == 0 && !location.startsWith("${")) ? "classpath:" : location.substring(0, path);
		String folder = location.substring(path, Math.max(path, location.lastIndexOf('/') + 1));
		return folder.isEmpty() ? scheme + "./" : scheme + folder;
	}

	private void remark(String key, String remark) {
		this.remarks.add("'%s': %s".formatted(key, remark));
	}

	private void addUntranslated(String key, String remark) {
		this.untranslated.add("'%s'".formatted(key));
		remark(key, remark);
	}

}
