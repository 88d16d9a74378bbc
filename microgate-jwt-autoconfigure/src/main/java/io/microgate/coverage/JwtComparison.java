package io.microgate.coverage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.binding.BindingSpec;
import io.microgate.constraint.DurationText;
import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.RequireAny;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Compares what two JWTs accept.
 *
 * @param before the configuration that has the first one
 * @param after the configuration that has the second one
 * @param changedKeys names of JWKS whose keys may be others in the second configuration
 */
record JwtComparison(ComparedConfiguration before, ComparedConfiguration after, Set<String> changedKeys) {

	private static final List<ExtractionSource> DEFAULT_SOURCES = List
		.of(new ExtractionSource(new Marker(), null, null, null));

	private static final BindingSpec NO_BINDING = new BindingSpec(null, BindingSpec.DEFAULT_PROOF_AGE);

	/** Counts as absent (RFC 7515 section 4.1.9). */
	private static final String TYPE_PREFIX = "application/";

	private static final List<String> ALL_ALGORITHMS = Arrays.stream(JwsAlgorithm.values())
		.map(JwsAlgorithm::name)
		.toList();

	/**
	 * Compares the requests that have a token which is accepted.
	 * @param old a JWT of the first configuration
	 * @param next a JWT of the second one
	 * @return what can be proved
	 */
	AccessChange compare(JwtSpec old, JwtSpec next) {
		return AccessChange.of(isWithin(old, next, this.before, this.after),
				isWithin(next, old, this.after, this.before));
	}

	/**
	 * Compares two JWTs with what they say about claims and authorities, which entries
	 * and the application may ask for.
	 * @param old a JWT of the first configuration
	 * @param next a JWT of the second one
	 * @return what can be proved
	 */
	AccessChange compareWhole(JwtSpec old, JwtSpec next) {
		boolean same = readsClaimsAlike(old, next)
				&& Objects.equals(old.extensions().authorities(), next.extensions().authorities());
		return same ? compare(old, next) : AccessChange.CHANGED;
	}

	/** Whether derived claims are the same. */
	static boolean readsClaimsAlike(JwtSpec old, JwtSpec next) {
		return old.extensions().claims().equals(next.extensions().claims());
	}

	/** Whether the same requests are without a token. */
	static boolean hasSameSources(JwtSpec old, JwtSpec next) {
		return sources(old).equals(sources(next));
	}

	private boolean isWithin(JwtSpec inner, JwtSpec outer, ComparedConfiguration innerConfiguration,
			ComparedConfiguration outerConfiguration) {
		return isFoundWithin(inner, outer) && isHeaderWithin(inner.extensions(), outer.extensions())
				&& isTimeWithin(inner, outer) && isPrincipalWithin(inner, outer)
				&& isBindingWithin(inner.extensions(), outer.extensions(), innerConfiguration.proofs(),
						outerConfiguration.proofs())
				&& isRevocationWithin(inner.extensions().revocation(), outer.extensions().revocation(),
						innerConfiguration.proofs(), outerConfiguration.proofs())
				&& requirements(inner).stream()
					.allMatch((entry) -> requirements(outer).stream()
						.anyMatch((candidate) -> isWithin(entry, candidate, innerConfiguration, outerConfiguration)));
	}

	/** Sources that come last never hide others. */
	private static boolean isFoundWithin(JwtSpec inner, JwtSpec outer) {
		List<ExtractionSource> fewer = sources(inner);
		List<ExtractionSource> more = sources(outer);
		boolean crossSite = "allow".equals(outer.extensions().cookieCrossSite())
				|| !"allow".equals(inner.extensions().cookieCrossSite())
				|| fewer.stream().allMatch((source) -> source.cookie() == null);
		return crossSite && fewer.size() <= more.size() && more.subList(0, fewer.size()).equals(fewer);
	}

	private static List<ExtractionSource> sources(JwtSpec jwt) {
		return (jwt.extractionSources() != null) ? jwt.extractionSources() : DEFAULT_SOURCES;
	}

	private static List<RequireAny> requirements(JwtSpec jwt) {
		return (jwt.requireAny() != null) ? jwt.requireAny() : List.of();
	}

	private static boolean isHeaderWithin(JwtSpec.Extensions inner, JwtSpec.Extensions outer) {
		return algorithms(outer).containsAll(algorithms(inner)) && types(outer).containsAll(types(inner))
				&& DataSize.parse(inner.maxTokenSize()).compareTo(DataSize.parse(outer.maxTokenSize())) <= 0;
	}

	private static List<String> algorithms(JwtSpec.Extensions extensions) {
		return (extensions.algorithms() != null) ? extensions.algorithms() : ALL_ALGORITHMS;
	}

	private static Set<String> types(JwtSpec.Extensions extensions) {
		List<String> types = (extensions.types() != null) ? extensions.types() : JwtSpec.Extensions.DEFAULT_TYPES;
		return types.stream()
			.map((type) -> type.toLowerCase(Locale.ROOT))
			.map((type) -> type.length() > TYPE_PREFIX.length() && type.startsWith(TYPE_PREFIX)
					? type.substring(TYPE_PREFIX.length()) : type)
			.collect(Collectors.toSet());
	}

	private static boolean isTimeWithin(JwtSpec inner, JwtSpec outer) {
		boolean expiration = Boolean.TRUE.equals(inner.expirationRequired())
				|| !Boolean.TRUE.equals(outer.expirationRequired());
		boolean lifetime = outer.maxLifetime() == null || (inner.maxLifetime() != null
				&& duration(inner.maxLifetime()).compareTo(duration(outer.maxLifetime())) <= 0);
		return expiration && lifetime
				&& duration(inner.clockSkewTolerance()).compareTo(duration(outer.clockSkewTolerance())) <= 0;
	}

	/** A token may be bound also where no binding is required. */
	private static boolean isBindingWithin(JwtSpec.Extensions inner, JwtSpec.Extensions outer, ClientProofs innerProofs,
			ClientProofs outerProofs) {
		BindingSpec given = (inner.binding() != null) ? inner.binding() : NO_BINDING;
		BindingSpec binding = (outer.binding() != null) ? outer.binding() : NO_BINDING;
		boolean required = binding.required() == null || binding.required().equals(given.required())
				|| (binding.required().equals("any") && given.required() != null);
		return required && duration(given.proofAge()).compareTo(duration(binding.proofAge())) <= 0
				&& outerProofs.hasOriginsOf(innerProofs) && outerProofs.readsCertificatesLike(innerProofs);
	}

	private static boolean isRevocationWithin(JwtSpec.@Nullable Revocation inner, JwtSpec.@Nullable Revocation outer,
			ClientProofs innerProofs, ClientProofs outerProofs) {
		return outer == null || outer.secretRef() == null
				|| (outer.equals(inner) && innerProofs.hasSameSecret(outerProofs, outer.secretRef().name()));
	}

	private static Duration duration(String text) {
		return DurationText.parse(text);
	}

	private static boolean isPrincipalWithin(JwtSpec inner, JwtSpec outer) {
		String claim = outer.extensions().principalClaim();
		return claim == null || (claim.equals(inner.extensions().principalClaim()) && readsClaimsAlike(inner, outer));
	}

	private boolean isWithin(RequireAny inner, RequireAny outer, ComparedConfiguration innerConfiguration,
			ComparedConfiguration outerConfiguration) {
		boolean issuer = outer.issuer() == null || outer.issuer().equals(inner.issuer());
		String template = outer.extensions().issuerTemplate();
		boolean templated = template == null || template.equals(inner.extensions().issuerTemplate());
		return issuer && templated && StringMatcherInclusion.isWithin(inner.audiences(), outer.audiences())
				&& StringMatcherInclusion.isWithin(inner.subject(), outer.subject())
				&& areWithin(inner.extensions().claims(), outer.extensions().claims())
				&& hasSameKeys(inner.jwksRef(), outer.jwksRef(), innerConfiguration, outerConfiguration);
	}

	private static boolean areWithin(@Nullable List<EntryClaim> inner, @Nullable List<EntryClaim> outer) {
		List<EntryClaim> given = (inner != null) ? inner : List.of();
		return outer == null || outer.stream()
			.allMatch((claim) -> given.stream()
				.anyMatch((candidate) -> Objects.equals(candidate.name(), claim.name())
						&& StringMatcherInclusion.isWithin(candidate.value(), claim.value())));
	}

	private boolean hasSameKeys(@Nullable Ref inner, @Nullable Ref outer, ComparedConfiguration innerConfiguration,
			ComparedConfiguration outerConfiguration) {
		String name = (inner != null) ? inner.name() : null;
		String other = (outer != null) ? outer.name() : null;
		if (name == null || other == null || this.changedKeys.contains(name) || this.changedKeys.contains(other)) {
			return false;
		}
		JwksSpec spec = innerConfiguration.jwks(name);
		if (name.equals(other) || spec == null || spec.provider() == null) {
			return name.equals(other);
		}
		return spec.provider().remote() != null && spec.equals(outerConfiguration.jwks(other));
	}

}
