package io.microgate.autoconfigure;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Reads the profiles that properties name. Unlike those that are active, they do not
 * contain the ones that ahead-of-time processing has made active at build time. Profiles
 * that code of the application adds are not among them.
 */
final class NamedProfiles {

	static final String ACTIVE = "spring.profiles.active";

	private static final String INCLUDE = "spring.profiles.include";

	private static final String GROUP = "spring.profiles.group";

	private static final Bindable<List<String>> NAMES = Bindable.listOf(String.class);

	private static final Bindable<Map<String, List<String>>> GROUPS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), NAMES.getType()));

	private NamedProfiles() {
	}

	/**
	 * Reads the profiles, with those of their groups.
	 * @param environment the environment of the application
	 * @return their names
	 */
	static Set<String> read(Environment environment) {
		Binder binder = Binder.get(environment);
		Map<String, List<String>> groups = binder.bind(GROUP, GROUPS).orElseGet(Map::of);
		Deque<String> open = new ArrayDeque<>(binder.bind(ACTIVE, NAMES).orElseGet(List::of));
		// Every source includes its own
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			open.addAll(new Binder(List.of(source), new PropertySourcesPlaceholdersResolver(environment))
				.bind(INCLUDE, NAMES)
				.orElseGet(List::of));
		}
		Set<String> named = new TreeSet<>();
		while (!open.isEmpty()) {
			String profile = open.pop();
			if (named.add(profile)) {
				open.addAll(groups.getOrDefault(profile, List.of()));
			}
		}
		return Collections.unmodifiableSet(named);
	}

}
