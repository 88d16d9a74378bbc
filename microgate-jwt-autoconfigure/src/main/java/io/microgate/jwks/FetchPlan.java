package io.microgate.jwks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.microgate.constraint.DurationText;
import io.microgate.secret.SecretFile;
import io.microgate.secret.SecretText;
import io.microgate.secret.Secrets;
import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Holds how the documents of one JWKS are fetched.
 *
 * @param uri where the key set is, or the metadata document
 * @param connect limit of establishing a connection
 * @param maxDuration limit of the whole fetch
 * @param tls the transport security
 * @param discovery what the metadata document must say, {@code null} if there is none
 * @param request what requests carry besides, {@code null} for nothing
 * @param bearerToken the file with the token that they carry, {@code null} for none
 * @param proxy the proxy that they take, {@code null} for that of the JVM's properties
 * @param keyUse the values of 'use' of the keys that verify tokens
 */
record FetchPlan(FetchTarget uri, Duration connect, Duration maxDuration, TlsSource tls,
		JwksSpec.@Nullable Discovery discovery, JwksSpec.@Nullable Request request, @Nullable SecretText bearerToken,
		@Nullable FetchProxy proxy, List<String> keyUse) {

	/**
	 * Compiles a spec.
	 * @param remote what to fetch
	 * @param extensions how to fetch it
	 * @param tls the transport security of what is fetched over https
	 * @param secrets where tokens and passwords are
	 * @return the plan
	 * @throws IllegalArgumentException if a URI is invalid
	 */
	static FetchPlan compile(JwksSpec.Remote remote, JwksSpec.Extensions extensions, TlsSource tls, Secrets secrets) {
		JwksSpec.Request request = extensions.request();
		JwksSpec.BearerToken token = (request != null) ? request.bearerToken() : null;
		JwksSpec.ForwardProxy proxy = (request != null) ? request.proxy() : null;
		return new FetchPlan(FetchTarget.parse(Objects.requireNonNull(remote.uri())),
				DurationText.parse(remote.timeouts().connect()), DurationText.parse(remote.timeouts().maxDuration()),
				tls, extensions.discovery(), request,
				(token != null)
						? new SecretText(SecretFile.BEARER_TOKEN, Objects.requireNonNull(token.secretRef()), secrets)
						: null,
				(proxy != null) ? FetchProxy.compile(proxy, secrets) : null, extensions.keyUse());
	}

	/** The files with tokens and passwords. */
	List<Resource> files() {
		return Stream
			.of(this.bearerToken, (this.proxy != null) ? this.proxy.username() : null,
					(this.proxy != null) ? this.proxy.password() : null)
			.filter(Objects::nonNull)
			.map(SecretText::file)
			.toList();
	}

	/**
	 * Reads the files that a fetch needs, which may take long.
	 * @return what they hold now
	 * @throws UnusableMaterialException if one of them cannot be used
	 */
	FetchMaterial material() throws UnusableMaterialException {
		Map<String, String> fields = new LinkedHashMap<>();
		if (this.request != null && this.request.headers() != null) {
			fields.putAll(this.request.headers());
		}
		if (this.bearerToken != null) {
			fields.put("Authorization", "Bearer " + this.bearerToken.read());
		}
		return new FetchMaterial(this.tls.current(), fields, (this.proxy != null) ? this.proxy.authorization() : null);
	}

	/** Whether requests are authenticated in some way. */
	boolean authenticates() {
		return this.bearerToken != null || headerNames().stream().anyMatch((name) -> !isUserAgent(name));
	}

	/** Whether requests come with another {@code User-Agent} than that of Java. */
	boolean namesUserAgent() {
		return headerNames().stream().anyMatch(FetchPlan::isUserAgent);
	}

	private Set<String> headerNames() {
		Map<String, String> headers = (this.request != null) ? this.request.headers() : null;
		return (headers != null) ? headers.keySet() : Set.of();
	}

	private static boolean isUserAgent(String name) {
		return name.equalsIgnoreCase("User-Agent");
	}

}
