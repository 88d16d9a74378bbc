package io.microgate.actuate;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.microgate.jwks.JwksSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Reports the health of each JWKS of the configuration in force as a component.
 */
public final class JwksHealthComponents implements CompositeHealthContributor {

	private final Supplier<List<JwksSource>> sources;

	/**
	 * Creates the components.
	 * @param sources the key sources in force, possibly none
	 */
	public JwksHealthComponents(Supplier<List<JwksSource>> sources) {
		this.sources = sources;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return stream().filter((entry) -> entry.name().equals(name))
			.map(HealthContributors.Entry::contributor)
			.findFirst()
			.orElse(null);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.sources.get()
			.stream()
			.map((source) -> new HealthContributors.Entry(source.name(), new JwksHealth(source)));
	}

}
