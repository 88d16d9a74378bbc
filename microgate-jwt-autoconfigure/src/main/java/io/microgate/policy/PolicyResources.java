package io.microgate.policy;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.certificate.CertificateSource;
import io.microgate.constraint.Ref;
import io.microgate.jwt.JwtRule;
import io.microgate.propagation.PropagatedField;
import org.jspecify.annotations.Nullable;

/**
 * What policies are compiled with.
 *
 * @param jwtRules compiled JWTs by name
 * @param propagations compiled IdentityPropagations by name
 * @param certificates finds the certificate of a client
 * @param configMaps content of the ConfigMaps of manifests by name
 * @param clock the time
 */
public record PolicyResources(Function<String, JwtRule> jwtRules,
		Function<String, @Nullable PropagatedField> propagations, CertificateSource certificates,
		Map<String, Map<String, byte[]>> configMaps, Clock clock) {

	/**
	 * Nothing but JWTs.
	 * @param jwtRules compiled JWTs by name
	 * @return the resources, with certificates of the connection and the time of the
	 * system
	 */
	public static PolicyResources of(Function<String, JwtRule> jwtRules) {
		return new PolicyResources(jwtRules, (name) -> null, CertificateSource.CONNECTION, Map.of(), Clock.systemUTC());
	}

	Map<String, byte[]> configMap(Ref ref) {
		String name = Objects.requireNonNull(ref.name(), "'name' must be set");
		return Objects.requireNonNull(this.configMaps.get(name), () -> "No ConfigMap is named '" + name + "'");
	}

}
