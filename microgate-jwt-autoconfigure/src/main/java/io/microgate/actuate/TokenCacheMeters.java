package io.microgate.actuate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

import io.microgate.jwt.JwtRule;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.TokenCache;
import io.microgate.runtime.RunningConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Measures remembered tokens: {@code microgate.token.cache.hits}, {@code .misses} and
 * {@code .size}, with the name of the JWT as tag.
 */
public final class TokenCacheMeters implements MeterBinder, AutoCloseable {

	private final Supplier<JwtRules> rules;

	private final UnaryOperator<Runnable> changes;

	private final List<Runnable> observations = new CopyOnWriteArrayList<>();

	public TokenCacheMeters(RunningConfiguration configuration) {
		this(() -> configuration.current().jwtRules(), (change) -> configuration.observe((current) -> change.run()));
	}

	/**
	 * Creates the meters.
	 * @param rules the rules that are in force, asked for whenever a meter is read
	 * @param changes takes what is to be done at once, and when the rules are replaced;
	 * what it returns ends that
	 */
	TokenCacheMeters(Supplier<JwtRules> rules, UnaryOperator<Runnable> changes) {
		this.rules = rules;
		this.changes = changes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Map<String, List<Meter>> bound = new HashMap<>();
		this.observations.add(this.changes.apply(() -> {
			Set<String> names = this.rules.get().all().keySet();
			bound.entrySet().removeIf((meters) -> {
				boolean gone = !names.contains(meters.getKey());
				if (gone) {
					meters.getValue().forEach(registry::remove);
				}
				return gone;
			});
			names.forEach((name) -> bound.computeIfAbsent(name, (jwt) -> register(jwt, registry)));
		}));
	}

	/**
	 * Leaves the meters as they are.
	 */
	@Override
	public void close() {
		this.observations.forEach(Runnable::run);
	}

	private List<Meter> register(String name, MeterRegistry registry) {
		return List.of(count("hits", "Tokens that were remembered", name, TokenCache::hits, registry),
				count("misses", "Tokens that were verified", name, TokenCache::misses, registry),
				Gauge.builder("microgate.token.cache.size", this, (meters) -> meters.read(name, TokenCache::size))
					.description("Tokens that are remembered")
					.tag("jwt", name)
					.register(registry));
	}

	private Meter count(String meter, String description, String name, ToDoubleFunction<TokenCache> value,
			MeterRegistry registry) {
		Total total = new Total(value);
		return FunctionCounter
			.builder("microgate.token.cache." + meter, this, (meters) -> total.read(meters.cache(name)))
			.description(description)
			.tag("jwt", name)
			.register(registry);
	}

	private double read(String name, ToDoubleFunction<TokenCache> value) {
		TokenCache cache = cache(name);
		return (cache != null) ? value.applyAsDouble(cache) : 0;
	}

	private @Nullable TokenCache cache(String name) {
		JwtRule rule = this.rules.get().all().get(name);
		return (rule != null) ? rule.verifier().cache() : null;
	}

	/**
	 * Counts on when a cache is replaced. What the replaced cache counted since the last
	 * reading may be lost.
	 */
	private static final class Total {

		private final ToDoubleFunction<TokenCache> value;

		private @Nullable TokenCache current;

		private double before;

		private double last;

		Total(ToDoubleFunction<TokenCache> value) {
			this.value = value;
		}

		synchronized double read(@Nullable TokenCache cache) {
			if (cache != this.current) {
				this.before += this.last;
				this.current = cache;
			}
			this.last = (cache != null) ? this.value.applyAsDouble(cache) : 0;
			return this.before + this.last;
		}

	}

}
