package io.microgate.jwt;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.microgate.jose.JwsAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code typ} and {@code alg} a token may have.
 */
final class HeaderRules {

	private static final String MEDIA_TYPE_PREFIX = "application/";

	private final boolean typeRequired;

	private final Set<String> types;

	private final Set<JwsAlgorithm> algorithms;

	private HeaderRules(boolean typeRequired, Set<String> types, Set<JwsAlgorithm> algorithms) {
		this.typeRequired = typeRequired;
		this.types = types;
		this.algorithms = algorithms;
	}

	static HeaderRules compile(JwtSpec.Extensions spec) {
		List<String> types = (spec.types() != null) ? spec.types() : JwtSpec.Extensions.DEFAULT_TYPES;
		Set<String> names = new HashSet<>();
		types.stream().filter((type) -> !type.isEmpty()).map(HeaderRules::normalize).forEach(names::add);
		Set<JwsAlgorithm> algorithms = EnumSet.allOf(JwsAlgorithm.class);
		if (spec.algorithms() != null) {
			algorithms.removeIf((algorithm) -> !spec.algorithms().contains(algorithm.name()));
		}
		return new HeaderRules(!types.contains(""), names, algorithms);
	}

	boolean isTypeAccepted(@Nullable String type) {
		return (type != null) ? this.types.contains(normalize(type)) : !this.typeRequired;
	}

	/**
	 * The algorithm of a token.
	 * @return the algorithm, or {@code null} if it is not accepted
	 */
	@Nullable JwsAlgorithm acceptedAlgorithm(String name) {
		JwsAlgorithm algorithm = JwsAlgorithm.of(name);
		return (algorithm != null && this.algorithms.contains(algorithm)) ? algorithm : null;
	}

	/** Writes a header that is accepted. */
	String exampleHeader() {
		String type = this.types.stream().sorted().findFirst().map((name) -> ",\"typ\":\"" + name + "\"").orElse("");
		return "{\"alg\":\"" + this.algorithms.iterator().next() + "\"" + (this.typeRequired ? type : "") + "}";
	}

	private static String normalize(String type) {
		String lowerCase = type.toLowerCase(Locale.ROOT);
		return lowerCase.startsWith(MEDIA_TYPE_PREFIX) ? lowerCase.substring(MEDIA_TYPE_PREFIX.length()) : lowerCase;
	}

}
