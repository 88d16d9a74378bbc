package io.microgate.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.OpenPath;
import io.microgate.route.ProtectingRoutes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds routes that look as if they protected the details of the health endpoint, which
 * is open unless a route begins at its path.
 */
public final class OpenHealth {

	private static final String HEALTH = "management.endpoint.health";

	private final Binder binder;

	private final Environment environment;

	/**
	 * Reads the settings of an application.
	 * @param environment its environment
	 */
	public OpenHealth(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/**
	 * Finds the routes.
	 * @param configuration a configuration that has been checked
	 * @return names of the routes that take the path of the endpoint without protecting
	 * it; none unless the endpoint always shows its details
	 */
	public Set<String> broaderRoutes(CoveredConfiguration configuration) {
		String path = (setting() != null) ? path() : "";
		if (path.length() < 2) {
			return Set.of();
		}
		Set<String> closed = closedRoutes(configuration);
		List<ExpandedMatch> matches = configuration.matches();
		if (!ProtectingRoutes.of(matches, closed::contains, List.of(OpenPath.alone(path))).below().isEmpty()) {
			return Set.of();
		}
		Set<String> taking = new HashSet<>();
		for (ExpandedMatch match : matches) {
			if (match.path().contains(path) && closed.contains(match.route())) {
				taking.add(match.route());
			}
		}
		return taking;
	}

	/**
	 * The path of the endpoint, as routes know it.
	 * @return the path, starting with a slash and not ending with one
	 */
	public String path() {
		Web web = bind("management.endpoints.web", Web.class);
		String base = (web != null && web.basePath() != null) ? web.basePath() : "/actuator";
		String name = (web != null && web.pathMapping() != null) ? web.pathMapping().getOrDefault("health", "health")
				: "health";
		boolean samePort = !StringUtils.hasText(this.environment.getProperty("management.server.port"));
		String servlet = samePort ? this.environment.getProperty("spring.mvc.servlet.path", "") : "";
		return withoutSlash(withoutSlash(servlet) + withoutSlash(base) + "/" + name.replaceFirst("^/", ""));
	}

	/**
	 * The property that shows details to every client.
	 * @return its name, {@code null} if there is none
	 */
	public @Nullable String setting() {
		Health health = bind(HEALTH, Health.class);
		if (health == null || "none".equalsIgnoreCase(health.access())) {
			return null;
		}
		String setting = setting(HEALTH, health.showDetails(), health.showComponents());
		if (setting == null && health.group() != null) {
			for (Map.Entry<String, Group> group : health.group().entrySet()) {
				String found = setting(HEALTH + ".group." + group.getKey(), group.getValue().showDetails(),
						group.getValue().showComponents());
				if (found != null) {
					return found;
				}
			}
		}
		return setting;
	}

	private static @Nullable String setting(String prefix, @Nullable String details, @Nullable String components) {
		if ("always".equalsIgnoreCase(details)) {
			return prefix + ".show-details";
		}
		return "always".equalsIgnoreCase(components) ? prefix + ".show-components" : null;
	}

	private <T> @Nullable T bind(String name, Class<T> type) {
		return this.binder.bind(name, Bindable.of(type), new IgnoreErrorsBindHandler()).orElse(null);
	}

	private static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	/** Those with an entry that is not open to every client. */
	private static Set<String> closedRoutes(CoveredConfiguration configuration) {
		Set<String> closed = new HashSet<>();
		for (AccessControlPolicySpec policy : configuration.policies()) {
			if (policy.policies() != null && policy.targetRefs() != null
					&& policy.policies().stream().map(PolicySpec::authorization).anyMatch(OpenHealth::isClosed)) {
				policy.targetRefs().forEach((target) -> closed.add(String.valueOf(target.name())));
			}
		}
		return closed;
	}

	private static boolean isClosed(@Nullable Authorization authorization) {
		return authorization == null || new EntryAuthorization(authorization).effect() != Effect.OPEN;
	}

	/**
	 * Under {@code management.endpoint.health}.
	 *
	 * @param access whether the endpoint is there
	 * @param showDetails who sees details
	 * @param showComponents who sees components
	 * @param group the groups by name
	 */
	record Health(@Nullable String access, @Nullable String showDetails, @Nullable String showComponents,
			@Nullable Map<String, Group> group) {
	}

	/**
	 * Under {@code management.endpoint.health.group}.
	 *
	 * @param showDetails who sees details
	 * @param showComponents who sees components
	 */
	record Group(@Nullable String showDetails, @Nullable String showComponents) {
	}

	/**
	 * Under {@code management.endpoints.web}.
	 *
	 * @param basePath where endpoints are
	 * @param pathMapping what they are called there
	 */
	record Web(@Nullable String basePath, @Nullable Map<String, String> pathMapping) {
	}

}
