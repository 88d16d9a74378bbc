package io.microgate.jwt;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import io.microgate.binding.BindingResources;
import io.microgate.binding.ProofStore;
import io.microgate.certificate.CertificateSource;
import io.microgate.jose.Signatures;
import io.microgate.jwks.JwksSource;
import io.microgate.revocation.RevokedTokens;

/**
 * What all JWTs of an application are compiled with.
 *
 * @param sources key sources by name of the JWKS
 * @param clock the time to judge by
 * @param waitingRequests bounds how many tokens of all JWTs may wait for keys
 * @param revoked the revoked tokens by name of the secret that lists them
 * @param binding what bindings are checked with
 */
public record JwtResources(Function<String, JwksSource> sources, Clock clock, WaitingRequests waitingRequests,
		Function<String, RevokedTokens> revoked, BindingResources binding) {

	/**
	 * Nothing but keys.
	 * @param sources key sources by name of the JWKS
	 * @param clock the time to judge by
	 * @param waitingRequests bounds how many tokens of all JWTs may wait for keys
	 * @return the resources, by which no token is revoked, bindings know no certificate
	 * in a header field and no proof, and the JDK verifies signatures
	 */
	public static JwtResources of(Function<String, JwksSource> sources, Clock clock, WaitingRequests waitingRequests) {
		return new JwtResources(sources, clock, waitingRequests, (secret) -> RevokedTokens.NONE, BindingResources
			.of(CertificateSource.CONNECTION, null, List.of(), ProofStore.NONE, clock, Signatures.ofJdk()));
	}

	/** What verifies the signatures of proofs verifies those of tokens. */
	Signatures signatures() {
		return this.binding.signatures();
	}

}
