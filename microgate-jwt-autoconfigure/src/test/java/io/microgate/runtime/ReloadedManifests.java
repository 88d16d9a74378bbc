package io.microgate.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.TestSigningKey;
import io.microgate.manifest.ManifestSnapshot;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A directory of manifests with the configuration that is read from it and reloaded.
 */
final class ReloadedManifests implements AutoCloseable {

	private static final String ROUTE = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: shop}
			spec: {rules: [{matches: [{path: {value: /shop}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: shop}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
			  policies: [{authorization: {%s}}]
			""";

	private static final String JWT = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: tokens}
			spec: {requireAny: [{jwksRef: {name: %s}}], expirationRequired: true}
			""";

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: %s}
			spec: {provider: %s}
			""";

	private static final String SECRET = """
			apiVersion: v1
			kind: Secret
			metadata: {name: keys}
			data: {jwks.json: %s}
			""";

	private static final ReloadTimings TIMINGS = new ReloadTimings(Duration.ofMillis(200),
			ReloadTimings.DEFAULTS.grace());

	/** Asks for a token. */
	static final String AUTHENTICATED = "authentication: {jwt: {jwtRef: {name: tokens}}}";

	private final Path directory;

	private final Map<String, Object> properties = new HashMap<>();

	private final List<JwksKeysChangedEvent> changes = new CopyOnWriteArrayList<>();

	private final List<Runnable> whileReading = new ArrayList<>();

	private final ConfigurationCompiler compiler;

	private final RunningConfiguration running;

	private final ConfigurationReload reload;

	ReloadedManifests(Path directory) {
		this(directory, (manifests) -> {
		});
	}

	ReloadedManifests(Path directory, Consumer<ReloadedManifests> first) {
		this.directory = directory;
		policy("deny: {}");
		first.accept(this);
		this.compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null, Clock.systemUTC(),
				List.of(new JwksListener() {

					@Override
					public void keysChanged(JwksKeysChangedEvent change) {
						ReloadedManifests.this.changes.add(change);
					}

				}));
		this.running = new RunningConfiguration(CheckedConfiguration.read(environment(), List.of()), this.compiler);
		this.reload = new ConfigurationReload(this.running, this::read, this.compiler, Clock.systemUTC()).with(TIMINGS);
	}

	StandardEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("microgate.manifests", this.directory.toUri().toString(), "microgate.reload", "true")));
		environment.getPropertySources().addFirst(new MapPropertySource("changing", this.properties));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	private CheckedConfiguration read(CheckedConfiguration earlier, ManifestSnapshot snapshot) {
		try {
			return earlier.reread(environment(), List.of(), snapshot);
		}
		finally {
			this.whileReading.forEach(Runnable::run);
		}
	}

	/** Does something after files have been read and before anything is made of them. */
	void whileReading(Runnable interference) {
		this.whileReading.add(interference);
	}

	/** One route, and what its only entry says. */
	ReloadedManifests policy(String authorization) {
		return with("route.yaml", ROUTE.formatted(authorization));
	}

	/** Sets a property beside the manifests, whose source may change. */
	ReloadedManifests property(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	ReloadedManifests jwt(String jwks) {
		return with("jwt.yaml", JWT.formatted(jwks));
	}

	ReloadedManifests remote(String name, String uri) {
		return with(name + ".yaml", JWKS.formatted(name, "{remote: {uri: '%s'}}".formatted(uri)));
	}

	ReloadedManifests local(String name, TestSigningKey... keys) {
		return local(name, TestSigningKey.json(List.of(keys).stream().map(TestSigningKey::jwk).toArray()));
	}

	ReloadedManifests local(String name, byte[] keySet) {
		String data = Base64.getEncoder().encodeToString(keySet);
		return with(name + ".yaml",
				JWKS.formatted(name, "{local: {secretRef: {name: keys}}}") + "---\n" + SECRET.formatted(data));
	}

	ReloadedManifests with(String file, String manifests) {
		try {
			Files.write(this.directory.resolve(file), manifests.getBytes(StandardCharsets.UTF_8));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text(String file) {
		try {
			return Files.readString(this.directory.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ReloadedManifests without(String file) {
		try {
			Files.delete(this.directory.resolve(file));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path directory() {
		return this.directory;
	}

	ConfigurationReload reload() {
		return this.reload;
	}

	ConfigurationCompiler compiler() {
		return this.compiler;
	}

	RunningConfiguration running() {
		return this.running;
	}

	JwksSource source(String name) {
		return this.running.current().sources().get(name);
	}

	/** What listeners were told, as {@code name +added -removed}. */
	List<String> changes() {
		return this.changes.stream()
			.map((change) -> "%s +%s -%s".formatted(change.jwks(), change.added(), change.removed()))
			.toList();
	}

	@Override
	public void close() {
		this.reload.close();
		this.running.close();
		this.compiler.close();
	}

}
