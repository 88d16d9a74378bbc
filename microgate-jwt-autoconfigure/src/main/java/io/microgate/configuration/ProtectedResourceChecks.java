package io.microgate.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.constraint.Violation;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.MetadataAddress;
import io.microgate.route.ProtectedResourceSpec;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Rules of protected resources, alone and among each other.
 */
final class ProtectedResourceChecks {

	private static final String RESOURCES = "protectedResources";

	private static final Pattern VISIBLE = Pattern.compile("[!-~&&[^\"\\\\]]+");

	private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

	private static final String SERVLET_PATH = "spring.mvc.servlet.path";

	private static final String DEFAULT_SERVLET = "server.servlet.register-default-servlet";

	private static final List<String> MOUNTS = List.of("server.servlet.context-path", "spring.webflux.base-path");

	private final Problems problems;

	ProtectedResourceChecks(Problems problems) {
		this.problems = problems;
	}

	static List<SpecElement<String>> routes(MicrogateProperties properties) {
		return SpecElement.find(properties, RESOURCES + ".routeRefs.name", String.class);
	}

	void check(MicrogateProperties properties) {
		Map<String, PropertyPath> addresses = new HashMap<>();
		for (SpecElement<String> resource : SpecElement.find(properties, RESOURCES + ".resource", String.class)) {
			Violation violation = resource.spec().isEmpty() ? null : checkResource(resource.spec());
			this.problems.add(resource, violation);
			String path = (violation == null && !resource.spec().isEmpty()) ? MetadataAddress.of(resource.spec()).path()
					: null;
			PropertyPath first = (path != null) ? addresses.putIfAbsent(path, resource.path()) : null;
			if (first != null) {
				this.problems.add(resource.path(), resource.spec(),
						"must have another path than %s, as its metadata is served by path"
							.formatted(this.problems.provenance().quote(first)),
						"Join the two resources, or give them different paths");
			}
		}
		for (SpecElement<String> server : SpecElement.find(properties, RESOURCES + ".authorizationServers",
				String.class)) {
			this.problems.add(server, checkIssuer(server.spec()));
		}
		for (SpecElement<String> uri : SpecElement.find(properties, RESOURCES + ".metadataUri", String.class)) {
			this.problems.add(uri,
					isHttps(url(uri.spec())) ? null : new Violation("must be an https URL without user and fragment",
							"Write it like https://api.example.com/metadata"));
		}
		checkRoutes(properties);
	}

	private static @Nullable Violation checkResource(String text) {
		URI uri = url(text);
		if (uri == null || !isHttps(uri) || uri.getRawQuery() != null) {
			return new Violation("must be an https URL without user, query and fragment",
					"Write it like https://api.example.com/books");
		}
		String path = uri.getRawPath();
		boolean served = MetadataAddress.of(text).path() != null && (path.length() < 2 || !path.endsWith("/"));
		return served ? null : new Violation("must have a path that requests can have, without a slash at its end",
				"Write it like https://api.example.com/books, without empty and dot segments");
	}

	/** A demo has no certificate. */
	private static @Nullable Violation checkIssuer(String text) {
		URI uri = url(text);
		boolean accepted = uri != null && uri.getRawQuery() == null
				&& (isHttps(uri) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
		return accepted ? null
				: new Violation("must be an https URL without user, query and fragment, or http on this host",
						"Write the issuer as its tokens name it, such as https://idp.example.com");
	}

	private static boolean isHttps(@Nullable URI uri) {
		return uri != null && "https".equals(uri.getScheme());
	}

	/** Reads a URL with a host and without user and fragment. */
	private static @Nullable URI url(String text) {
		try {
			URI uri = URI.create(text);
			boolean accepted = VISIBLE.matcher(text).matches() && uri.getHost() != null && uri.getRawUserInfo() == null
					&& uri.getRawFragment() == null;
			return accepted ? uri : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private void checkRoutes(MicrogateProperties properties) {
		Map<String, PropertyPath> firsts = new HashMap<>();
		for (SpecElement<String> route : routes(properties)) {
			PropertyPath first = firsts.putIfAbsent(route.spec(), route.path());
			if (first != null && !first.resource().equals(route.path().resource())) {
				this.problems.add(route.path(), route.spec(),
						"must name a route that belongs to no other protected resource, but %s has it".formatted(
								this.problems.provenance().quote(first.resource())),
						"Remove it from one of them");
			}
		}
	}

	/**
	 * What an operator should know of where metadata is served.
	 * @param configuration a configuration that has been checked
	 * @param environment the environment that it comes from
	 * @return warnings, each beginning with the place
	 */
	static List<String> warnings(ReadConfiguration configuration, Environment environment) {
		List<String> warnings = new ArrayList<>();
		for (SpecElement<ProtectedResourceSpec> resource : SpecElement.find(configuration.properties(), RESOURCES,
				ProtectedResourceSpec.class)) {
			String place = configuration.provenance().quote(resource.path());
			MetadataAddress address = MetadataAddress.of(String.valueOf(resource.spec().resource()));
			String route = literalRoute(configuration.properties(), String.valueOf(address.path()));
			if (route != null) {
				warnings.add("%s has its metadata at '%s', about which route '%s' decides instead".formatted(place,
						address.path(), route));
			}
			if (environment.getProperty(SERVLET_PATH, "").strip().length() > 1
					&& !"true".equalsIgnoreCase(environment.getProperty(DEFAULT_SERVLET))) {
				warnings.add(
						"%s has its metadata at '%s', but the server answers 404 there, because '%s' maps no servlet to it: set '%s' to true"
							.formatted(place, address.path(), SERVLET_PATH, DEFAULT_SERVLET));
			}
			String mount = mount(environment);
			if (!mount.isEmpty() && resource.spec().metadataUri() == null) {
				warnings.add(
						"%s has its metadata served at '%s%s', but clients look for it at '%s': let a proxy map that address, or set 'metadata-uri'"
							.formatted(place, mount, address.path(), address.text()));
			}
		}
		return warnings;
	}

	private static @Nullable String literalRoute(MicrogateProperties properties, String path) {
		return properties.routes()
			.entrySet()
			.stream()
			.flatMap((route) -> ExpandedMatch.expand(route.getKey(), route.getValue()).stream())
			.filter((match) -> match.path().kind() == RoutePath.Kind.LITERAL && match.path().text().equals(path))
			.map(ExpandedMatch::route)
			.findFirst()
			.orElse(null);
	}

	private static String mount(Environment environment) {
		for (String property : MOUNTS) {
			String path = environment.getProperty(property, "").strip();
			if (path.length() > 1) {
				return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
			}
		}
		return "";
	}

}
