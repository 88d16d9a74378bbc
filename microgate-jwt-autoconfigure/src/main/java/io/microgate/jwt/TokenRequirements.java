package io.microgate.jwt;

import java.util.List;

import io.microgate.jwks.JwksSource;

/**
 * The compiled entries of {@code requireAny}. Which of them share a source of keys is
 * found out here once, and not for each token.
 *
 * @param all the entries in their order
 * @param sources the sources of their keys, each once, in the order of the entries
 * @param sourceIndexes for each entry, the position of its source in {@code sources}
 */
record TokenRequirements(List<TokenRequirement> all, List<JwksSource> sources, List<Integer> sourceIndexes) {

	static TokenRequirements of(List<TokenRequirement> all) {
		List<JwksSource> sources = all.stream().map(TokenRequirement::source).distinct().toList();
		return new TokenRequirements(all, sources,
				all.stream().map((requirement) -> sources.indexOf(requirement.source())).toList());
	}

}
