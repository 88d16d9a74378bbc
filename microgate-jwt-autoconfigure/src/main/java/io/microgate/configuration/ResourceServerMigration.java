package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Translates the properties of Spring Boot's resource server into YAML of Microgate.
 * Values stay as they are written where they can, so a placeholder stays one.
 */
public final class ResourceServerMigration {

	private static final String NO_EFFECT = "'%s.*' has no effect on the routes of Microgate, whose tokens are verified by 'microgate.jwts'"
		.formatted(ResourceServerProperties.PREFIX);

	private static final List<String> KEYS_AND_TOKENS = List.of("secrets", "jwks", "jwts");

	private static final List<String> ALL = List.of("secrets", "jwks", "jwts", "routes", "access-control-policies");

	private static final String CHAINS = "The route '/**' takes every request, so the rules of a SecurityFilterChain or"
			+ " SecurityWebFilterChain bean no longer apply: translate them first";

	private final ResourceServerProperties properties;

	private final MigratedYaml yaml = new MigratedYaml();

	private final Set<String> remarks = new LinkedHashSet<>();

	private final Set<String> untranslated = new LinkedHashSet<>();

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
		StringBuilder text = new StringBuilder();
		if (!this.yaml.isEmpty()) {
			text.append("# ").append(CHAINS).append(".\n");
		}
		this.remarks.forEach((remark) -> text.append("# ").append(MigratedYaml.singleLine(remark)).append('\n'));
		return text.append(this.yaml.block()).toString();
	}

	/**
	 * Warns of properties that have no effect, with their translation. They stop no
	 * start, whatever they are.
	 * @param environment where the properties come from
	 * @param routes whether the YAML has a route and a policy as well
	 * @return one warning, none if no such property is set
	 */
	static List<String> warnings(Environment environment, boolean routes) {
		try {
			ResourceServerMigration migration = of(environment);
			return (migration != null) ? List.of(NO_EFFECT + migration.line(routes)) : List.of();
		}
		catch (RuntimeException ex) {
			// its message may quote values
			return List.of(NO_EFFECT + ", and could not be translated: " + ex.getClass().getName());
		}
	}

	private String line(boolean routes) {
		StringBuilder text = new StringBuilder();
		String line = this.yaml.line(routes ? ALL : KEYS_AND_TOKENS);
		if (!line.isEmpty()) {
			text.append(". This YAML translates them ('microgate-jwt-check migrate' says what differs): ").append(line);
			text.append(routes ? ". " + CHAINS : "");
		}
		if (!this.untranslated.isEmpty()) {
			text.append(". Without a counterpart: ").append(String.join(", ", this.untranslated));
		}
		return text.toString();
	}

	/**
	 * Returns where the public key is that verifies tokens, instead of a key set.
	 * @return location of a PEM file, {@code null} if keys come from elsewhere, or if a
	 * placeholder has no value
	 */
	public @Nullable String publicKeyLocation() {
		PublicKeyLocation location = publicKey();
		return (location != null && location.isFile()) ? location.resolved() : null;
	}

	private @Nullable PublicKeyLocation publicKey() {
		String written = this.properties.value("jwt.public-key-location");
		if (written == null || this.properties.value("jwt.jwk-set-uri") != null
				|| this.properties.value("jwt.issuer-uri") != null) {
			return null;
		}
		return new PublicKeyLocation(written, this.properties.resolved(written));
	}

	private void translate() {
		for (String list : this.properties.unreadableLists()) {
			addUntranslated(list,
					"An index is left out, with which Spring Boot does not start. Correct the list first.");
		}
		if (this.untranslated.isEmpty() && addKeys()) {
			addToken();
			addAuthorities();
			addPolicy();
		}
		if (this.properties.areSet("opaquetoken")) {
			addUntranslated("opaquetoken", "Tokens are verified by keys; no introspection endpoint is asked. Let an"
					+ " application with opaque tokens stay with the resource server.");
		}
		for (String key : this.properties.unknownKeys()) {
			remark(key, "Spring Boot has no such property, so it is left out.");
		}
		if (!this.yaml.isEmpty() && this.properties.areBesideMicrogate()) {
			this.remarks.add("'microgate': It has resources already. Names of the translation may be among theirs.");
		}
		if (this.yaml.isEmpty() && this.remarks.isEmpty()) {
			this.remarks.add("Spring Boot has none of the properties that are set.");
		}
	}

	/** In the order in which Spring Boot decides which of the three counts. */
	private boolean addKeys() {
		PublicKeyLocation publicKey = publicKey();
		if (this.properties.value("jwt.jwk-set-uri") != null) {
			this.yaml.put(uri("jwt.jwk-set-uri"), "jwks", "identity-provider", "provider", "remote", "uri");
			remarkAbsent("jwt.issuer-uri");
		}
		else if (this.properties.value("jwt.issuer-uri") != null) {
			addDiscovery(uri("jwt.issuer-uri"));
			remarkAbsent("jwt.jwk-set-uri");
		}
		else if (publicKey != null) {
			addPublicKey(publicKey);
		}
		else if (this.properties.areSet("jwt")) {
			addUntranslated("jwt", "It names no keys: 'jwk-set-uri', 'issuer-uri' or 'public-key-location'.");
		}
		return !this.yaml.isEmpty();
	}

	private void remarkAbsent(String key) {
		String written = this.properties.written(key);
		if (written != null && written.contains("${") && this.properties.value(key) == null) {
			remark(key, "It is empty here, so it counts as absent. Translate again where it is not.");
		}
	}

	private void addPublicKey(PublicKeyLocation location) {
		String key = "jwt.public-key-location";
		if (location.isFile()) {
			this.yaml.put(location.folder(), "secrets", "public-key");
			if (location.resolved() == null) {
				remark(key, "A placeholder in it has no value here. Secret 'public-key' has to be the folder of the"
						+ " file, 'file:' or 'classpath:'.");
			}
		}
		else {
			this.yaml.put("file:./", "secrets", "public-key");
			addUntranslated(key, "Only files are read, 'file:' and 'classpath:'. Let secret 'public-key' be a folder.");
		}
		this.yaml.put("public-key", "jwks", "identity-provider", "provider", "local", "secretRef", "name");
		remark(key,
				"The folder of secret 'public-key' needs a file 'jwks.json', a key set that has this key in a JWK without 'kid'.");
	}

	/**
	 * What comes before the well-known path ends in one slash, if need be by its value.
	 */
	private void addDiscovery(String issuer) {
		String resolved = this.properties.resolved(issuer);
		boolean slash = ((resolved != null) ? resolved : issuer).endsWith("/");
		this.yaml.put(issuer + (slash ? "" : "/") + ".well-known/openid-configuration", "jwks", "identity-provider",
				"provider", "remote", "uri");
		this.yaml.put(issuer, "jwks", "identity-provider", "extensions", "discovery", "issuer");
		remark("jwt.issuer-uri", "If 'jwks_uri' is on another host than the issuer, list that host in"
				+ " 'discovery.allowedHosts'. If the metadata document is elsewhere, change 'uri'.");
		if (resolved == null && !slash) {
			remark("jwt.issuer-uri", "A placeholder in it has no value here. If its value ends in '/', remove the one"
					+ " before '.well-known'.");
		}
		if (this.properties.areSet("jwt.jws-algorithms")) {
			remark("jwt.jws-algorithms", "It has no effect beside 'issuer-uri', in the resource server as well.");
		}
	}

	private void addToken() {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("jwksRef", Map.of("name", "identity-provider"));
		boolean issuer = this.properties.value("jwt.issuer-uri") != null;
		if (issuer) {
			entry.put("issuer", uri("jwt.issuer-uri"));
		}
		List<String> audiences = values("jwt.audiences");
		if (!audiences.isEmpty()) {
			entry.put("audiences", audiences);
		}
		putToken(List.of(entry), "requireAny");
		putToken(false, "expirationRequired");
		this.remarks.add("'expirationRequired': The resource server accepts tokens without 'exp'. Set it to true if the"
				+ " provider's tokens have one.");
		if (this.properties.value("jwt.jwk-set-uri") != null || !issuer) {
			List<String> algorithms = values("jwt.jws-algorithms");
			putToken(algorithms.isEmpty() ? List.of("RS256") : algorithms, "extensions", "algorithms");
		}
		putToken(List.of("", "JWT"), "extensions", "types");
	}

	private List<String> values(String key) {
		String placeholders = this.properties.placeholders(key);
		if (placeholders != null) {
			remark(key, (this.properties.resolved(placeholders) != null)
					? "The values that its placeholders have here are written: a placeholder is not split at commas."
					: "A placeholder in it has no value here. Write each value as an item of the list.");
		}
		return this.properties.values(key);
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
		this.yaml.put(List.of("/**"), "routes", "application", "paths");
		this.yaml.put(List.of(Map.of("name", "application")), "access-control-policies", "application", "targetRefs");
		this.yaml.put(
				List.of(Map.of("authorization",
						Map.of("authentication", Map.of("jwt", Map.of("jwtRef", Map.of("name", "access-token")))))),
				"access-control-policies", "application", "policies");
	}

	private void putToken(Object value, String... path) {
		String[] full = new String[path.length + 2];
		full[0] = "jwts";
		full[1] = "access-token";
		System.arraycopy(path, 0, full, 2, path.length);
		this.yaml.put(value, full);
	}

	/** Credentials in a URI are secrets, and an error in Microgate. */
	private String uri(String key) {
		String written = Objects.requireNonNull(this.properties.value(key));
		String without = WrittenUri.withoutUser(written);
		if (!without.equals(written)) {
			addUntranslated(key, "The user in it is left out; 'extensions.request' of a JWKS carries credentials.");
		}
		if (!without.equals(WrittenUri.withoutQuery(without))) {
			remark(key, "Its query is written as it is. If it has a secret, let a placeholder stand for that.");
		}
		return without;
	}

	private void remark(String key, String remark) {
		this.remarks.add("'%s': %s".formatted(key, remark));
	}

	private void addUntranslated(String key, String remark) {
		this.untranslated.add("'%s'".formatted(key));
		remark(key, remark);
	}

}
