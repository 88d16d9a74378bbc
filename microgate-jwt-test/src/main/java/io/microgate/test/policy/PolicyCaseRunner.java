package io.microgate.test.policy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.ExplainRequest;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.secret.Secrets;
import io.microgate.test.token.TestKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Decides the requests of policy cases by a configuration, without a web stack. Tokens
 * are really signed and verified. Nothing is fetched and no secret is read.
 */
public final class PolicyCaseRunner {

	private static final Secrets NO_SECRETS = new Secrets(Map.of(), new DefaultResourceLoader());

	private final ConfigurationExplainer explainer;

	private final Map<String, JwtSpec> jwts;

	private final CaseTokens tokens;

	private final CaseCertificates certificates = new CaseCertificates();

	private final @Nullable ClientCertificateSpec proxies;

	private final boolean forwarded;

	/**
	 * Creates a runner for a configuration whose keys are those of a test.
	 * @param explainer decides about requests
	 * @param configuration the configuration by which it does
	 * @param keys the keys
	 * @param forwarded whether the server takes host and client from forwarded headers
	 */
	public PolicyCaseRunner(ConfigurationExplainer explainer, CheckedConfiguration configuration, TestKeys keys,
			boolean forwarded) {
		this.explainer = explainer;
		this.jwts = configuration.properties().jwts();
		this.tokens = new CaseTokens(configuration.properties(), keys, this.certificates);
		this.proxies = configuration.properties().clientCertificate();
		this.forwarded = forwarded;
	}

	/**
	 * Creates a runner for a configuration that no application uses.
	 * @param configuration the configuration
	 * @param forwarded whether the server takes host and client from forwarded headers
	 * @return the runner
	 */
	public static PolicyCaseRunner offline(CheckedConfiguration configuration, boolean forwarded) {
		TestKeys keys = new TestKeys();
		ConfigurationExplainer explainer = ConfigurationExplainer.offline(configuration,
				(name, spec) -> keys.compile(name, spec, NO_SECRETS),
				Clock.fixed(PolicyCase.DEFAULT_TIME, ZoneOffset.UTC));
		return new PolicyCaseRunner(explainer, configuration, keys, forwarded);
	}

	/**
	 * Decides about the request of a case.
	 * @param policyCase the case
	 * @return the decision beside the expected one
	 * @throws IllegalArgumentException if the configuration does not have what the case
	 * names
	 */
	public PolicyCaseOutcome run(PolicyCase policyCase) {
		return new PolicyCaseOutcome(policyCase, this.explainer.explain(request(policyCase)));
	}

	/**
	 * Decides about the request of a case and compares.
	 * @param policyCase the case
	 * @throws AssertionError if the decision is not the expected one
	 */
	public void require(PolicyCase policyCase) {
		PolicyCaseOutcome outcome = run(policyCase);
		if (!outcome.isAsExpected()) {
			throw new AssertionError(outcome.failure());
		}
	}

	/**
	 * Creates the request of a case, to be sent by other means. A token without
	 * {@code jwt} and a place of its own is sent only if the request is judged by a JWT,
	 * as else no part of the decision looks at it.
	 * @param policyCase the case
	 * @return the request with the token in it
	 * @throws IllegalArgumentException if the configuration does not have what the case
	 * names
	 */
	public ExplainRequest request(PolicyCase policyCase) {
		PolicyCaseToken token = policyCase.token();
		SentCase sent = new SentCase(policyCase, this.forwarded,
				CaseConnection.of(policyCase.request(), this.certificates, this.proxies));
		if (token == null) {
			return sent.withoutToken();
		}
		boolean placed = policyCase.request().placesToken();
		if (token.jwks() != null && (placed || token.sendAs() != null)) {
			String complete = this.tokens.complete(policyCase);
			String proof = placed ? null : proof(null, complete, policyCase);
			if (proof != null) {
				return sent.with(complete, proof);
			}
			return placed ? sent.with(complete) : sent.with(complete, token.sendAs());
		}
		String jwt = (token.jwt() != null) ? token.jwt() : this.explainer.explain(sent.withoutToken()).verdict().jwt();
		if (jwt == null) {
			return sent.withoutToken();
		}
		String value = (token.jwks() != null) ? this.tokens.complete(policyCase) : this.tokens.good(jwt, policyCase);
		String proof = placed ? null : proof(jwt, value, policyCase);
		if (proof != null) {
			return sent.with(value, proof);
		}
		return placed ? sent.with(value) : sent.with(value, source(token, Objects.requireNonNull(this.jwts.get(jwt))));
	}

	/** Only at one source a token can be sent with a proof. */
	private @Nullable String proof(@Nullable String jwt, String value, PolicyCase policyCase) {
		PolicyCaseToken token = Objects.requireNonNull(policyCase.token());
		boolean elsewhere = token.sendAs() != null && token.sendAs().bearerToken() == null;
		return elsewhere ? null : this.tokens.proof(jwt, value, policyCase);
	}

	private static @Nullable ExtractionSource source(PolicyCaseToken token, JwtSpec jwt) {
		if (token.sendAs() != null) {
			return token.sendAs();
		}
		return (jwt.extractionSources() != null) ? jwt.extractionSources().get(0) : null;
	}

}
