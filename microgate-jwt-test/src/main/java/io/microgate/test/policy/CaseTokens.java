package io.microgate.test.policy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Objects;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.microgate.binding.BindingSpec;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwt.JwtSpec;
import io.microgate.test.policy.PolicyCaseToken.Defect;
import io.microgate.test.policy.PolicyCaseToken.Times;
import io.microgate.test.token.TestKeys;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Makes the tokens of policy cases.
 */
final class CaseTokens {

	private static final String PADDING = "padding";

	private static final String DEFAULT_ALGORITHM = "ES256";

	private final MicrogateProperties properties;

	private final TestKeys keys;

	private final CaseCertificates certificates;

	/** Many cases send the same token, and to sign one takes longer than all else. */
	private final Map<Complete, String> signed = new ConcurrentHashMap<>();

	CaseTokens(MicrogateProperties properties, TestKeys keys, CaseCertificates certificates) {
		this.properties = properties;
		this.keys = keys;
		this.certificates = certificates;
	}

	/**
	 * Makes a token that a JWT accepts, but for what a case changes.
	 * @param jwt name of the JWT
	 * @param policyCase the case that sends it
	 * @return the token
	 */
	String good(String jwt, PolicyCase policyCase) {
		PolicyCaseToken recipe = Objects.requireNonNull(policyCase.token());
		Instant time = policyCase.time();
		TestToken token = good(jwt, recipe.entry(), policyCase);
		token = withHeader(withTimes(withDefects(token, recipe), recipe.times(), time), recipe.header());
		Map<String, @Nullable Object> claims = new CaseClaims(recipe.claims()).resolve(this.keys, time,
				() -> certificate(policyCase.request().certificate()));
		for (Map.Entry<String, @Nullable Object> claim : claims.entrySet()) {
			token = (claim.getValue() != null) ? token.claim(claim.getKey(), claim.getValue())
					: token.withoutClaim(claim.getKey());
		}
		String value = token.value();
		return (value.length() < recipe.size()) ? token.claim(PADDING, padding(recipe.size() - value.length())).value()
				: value;
	}

	/**
	 * A token that has to be bound to a certificate is also bound to one where none is
	 * sent.
	 */
	private TestToken good(String jwt, int entry, PolicyCase policyCase) {
		TestToken token = new TestTokens(() -> this.properties, this.keys, InstantSource.fixed(policyCase.time()))
			.forJwt(jwt, entry);
		PolicyCaseCertificate presented = policyCase.request().certificate();
		JwtSpec spec = this.properties.jwts().get(jwt);
		BindingSpec binding = (spec != null) ? spec.extensions().binding() : null;
		boolean required = binding != null && "certificate".equals(binding.required());
		return (presented != null || required) ? token.certificate(certificate(presented)) : token;
	}

	private X509Certificate certificate(@Nullable PolicyCaseCertificate presented) {
		return this.certificates.certificate(Objects.requireNonNullElse(presented, PolicyCaseCertificate.UNNAMED));
	}

	/**
	 * Proves that the client has the key that a token is bound to.
	 * @param jwt name of the JWT of a good token
	 * @param token the token
	 * @param policyCase the case that sends it
	 * @return the proof, {@code null} if the token is bound to no key, or if no proof is
	 * accepted
	 */
	@Nullable String proof(@Nullable String jwt, String token, PolicyCase policyCase) {
		List<String> origins = this.properties.publicOrigins();
		PolicyCaseToken recipe = Objects.requireNonNull(policyCase.token());
		boolean bound = new CaseClaims(recipe.claims()).isBoundToKey() || (jwt != null && recipe.jwks() == null
				&& !recipe.claims().containsKey(CaseClaims.CONFIRMATION) && good(jwt, 0, policyCase).isBoundToKey());
		if (!bound || origins == null) {
			return null;
		}
		PolicyCaseRequest request = policyCase.request();
		String path = request.path().replaceFirst("(?s)\\?.*", "");
		return this.keys.proof(token, request.method(), origins.get(0).replaceFirst("/$", "") + path,
				policyCase.time());
	}

	private static TestToken withDefects(TestToken token, PolicyCaseToken recipe) {
		TestToken changed = token;
		for (Defect defect : recipe.defects()) {
			changed = switch (defect) {
				case EXPIRED -> changed.expired();
				case NOT_YET_VALID -> changed.notYetValid();
				case SIGNED_BY_STRANGER -> changed.signedByStranger();
			};
		}
		return changed;
	}

	private static TestToken withTimes(TestToken token, Times times, Instant time) {
		TestToken changed = token;
		changed = (times.issuedAt() != null) ? changed.issuedAt(time.plus(times.issuedAt())) : changed;
		changed = (times.notBefore() != null) ? changed.notBefore(time.plus(times.notBefore())) : changed;
		return (times.expiresAt() != null) ? changed.expiresAt(time.plus(times.expiresAt())) : changed;
	}

	private static TestToken withHeader(TestToken token, Map<String, String> header) {
		TestToken changed = token;
		for (Map.Entry<String, String> field : header.entrySet()) {
			changed = field.getKey().equals("alg") ? changed.algorithm(field.getValue())
					: changed.header(field.getKey(), field.getValue().isEmpty() ? null : field.getValue());
		}
		return changed;
	}

	/**
	 * Makes a token that takes nothing but a key from the configuration.
	 * @param policyCase the case that sends it
	 * @return the token
	 */
	String complete(PolicyCase policyCase) {
		PolicyCaseToken recipe = Objects.requireNonNull(policyCase.token()).named(null);
		boolean bound = new CaseClaims(recipe.claims()).isBoundToCertificate();
		return this.signed.computeIfAbsent(
				new Complete(recipe, policyCase.time(), bound ? policyCase.request().certificate() : null), this::sign);
	}

	private String sign(Complete complete) {
		PolicyCaseToken recipe = complete.recipe();
		Instant time = complete.time();
		Map<String, @Nullable Object> header = new LinkedHashMap<>();
		header.put("alg", DEFAULT_ALGORITHM);
		header.putAll(recipe.header());
		Map<String, @Nullable Object> claims = new LinkedHashMap<>();
		putTime(claims, JwtClaimNames.IAT, recipe.times().issuedAt(), time);
		putTime(claims, JwtClaimNames.NBF, recipe.times().notBefore(), time);
		putTime(claims, JwtClaimNames.EXP, recipe.times().expiresAt(), time);
		new CaseClaims(recipe.claims()).resolve(this.keys, time, () -> certificate(complete.certificate()))
			.forEach((name, value) -> {
				if (value != null) {
					claims.put(name, value);
				}
			});
		String token = sign(recipe, header, claims);
		if (token.length() < recipe.size()) {
			claims.put(PADDING, padding(recipe.size() - token.length()));
			return sign(recipe, header, claims);
		}
		return token;
	}

	private String sign(PolicyCaseToken recipe, Map<String, @Nullable Object> header,
			Map<String, @Nullable Object> claims) {
		return this.keys.sign(Objects.requireNonNull(recipe.jwks()), header, JSONObjectUtils.toJSONString(claims),
				recipe.defects().contains(Defect.SIGNED_BY_STRANGER));
	}

	private static void putTime(Map<String, @Nullable Object> claims, String name, @Nullable Duration offset,
			Instant time) {
		if (offset != null) {
			claims.put(name, time.plus(offset).getEpochSecond());
		}
	}

	/** Longer than what is missing, as three characters become four. */
	private static String padding(int missing) {
		return "x".repeat(missing);
	}

	/**
	 * All that a token depends on that takes nothing but a key from the configuration.
	 *
	 * @param recipe all that it has
	 * @param time when it is sent
	 * @param certificate the certificate that it is bound to, {@code null} for none
	 */
	private record Complete(PolicyCaseToken recipe, Instant time, @Nullable PolicyCaseCertificate certificate) {
	}

}
