package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.route.RouteSpec;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Binds the specs, one resource at a time.
 */
final class ResourceBinder {

	private final Map<PropertyPath, ConfigurationPropertySource> sources;

	/**
	 * A binder for a configuration.
	 * @param sources values by the path of the resource, and by the root for all else
	 */
	ResourceBinder(Map<PropertyPath, ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	MicrogateProperties bind() {
		MicrogateProperties other = bindRoot();
		return new MicrogateProperties(other.enabled(), resources("jwks", JwksSpec.class),
				resources("jwts", JwtSpec.class), resources("accessControlPolicies", AccessControlPolicySpec.class),
				resources("routes", RouteSpec.class), resources("secrets", String.class), other.manifests(),
				other.namespace(), other.reload(), other.maxWaitingRequests(), other.allowRewriting(),
				other.unmatchedRequests());
	}

	/**
	 * Binds what belongs to no resource.
	 * @return properties without resources
	 */
	MicrogateProperties bindRoot() {
		return bind(PropertyPath.ROOT, MicrogateProperties.class);
	}

	private <T> Map<String, T> resources(String component, Class<T> type) {
		PropertyPath map = PropertyPath.ROOT.child(component);
		Map<String, T> resources = new LinkedHashMap<>();
		for (PropertyPath path : this.sources.keySet()) {
			if (map.equals(path.parent())) {
				resources.put(path.name(), bind(path, type));
			}
		}
		return resources;
	}

	private <T> T bind(PropertyPath path, Class<T> type) {
		ConfigurationPropertySource source = this.sources.get(path);
		Binder binder = new Binder((source != null) ? List.of(source) : List.of());
		// adapted, because a name that is refused anyway need not be one that Boot
		// accepts
		return binder.bindOrCreate(ConfigurationPropertyName.adapt(path.text(), '.'), Bindable.of(type), null);
	}

}
