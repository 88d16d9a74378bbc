package io.microgate.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.certificate.ClientCertificateSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says, beside its JWTs and policies, about how clients prove who
 * they are.
 *
 * @param certificates the header field of proxies, {@code null} for the TLS connection
 * alone
 * @param publicOrigins where clients reach the application, {@code null} if that is not
 * known
 * @param secrets what tells the content of secrets apart, by their names
 */
public record ClientProofs(@Nullable ClientCertificateSpec certificates, @Nullable List<String> publicOrigins,
		Map<String, Object> secrets) {

	/** Whether both read the same certificates. */
	boolean readsCertificatesLike(ClientProofs other) {
		return Objects.equals(this.certificates, other.certificates);
	}

	/** Whether proofs for every origin are accepted that another one accepts. */
	boolean hasOriginsOf(ClientProofs other) {
		return origins().containsAll(other.origins());
	}

	private Set<String> origins() {
		return (this.publicOrigins != null) ? new HashSet<>(this.publicOrigins) : Set.of();
	}

	boolean hasSameSecret(ClientProofs other, @Nullable String name) {
		return name != null && Objects.equals(this.secrets.get(name), other.secrets.get(name));
	}

}
