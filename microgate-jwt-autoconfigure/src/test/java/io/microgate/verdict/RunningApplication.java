package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.jose.TestSignatures;
import io.microgate.jwks.KeySourceTimings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * An application that runs with the configuration of a chapter, started as a user's is:
 * from an {@code application.yml}. On the reactive stack closing it fails if anything has
 * blocked an event loop.
 */
final class RunningApplication implements AutoCloseable {

	private static final Pattern JWT = Pattern.compile("^microgate\\.jwts\\.[^.]+\\.");

	/** Patient, as the machine may be busy, but some requests wait for keys in vain. */
	private static final KeySourceTimings TIMINGS = new KeySourceTimings(Duration.ofSeconds(5), Duration.ofSeconds(5),
			Duration.ofSeconds(1));

	private final ConfigurableApplicationContext context;

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static RunningApplication start(Chapter chapter, TestStack stack, Map<String, Object> locations, Path directory)
			throws IOException {
		return start(chapter, stack, locations, directory, TIMINGS);
	}

	/**
	 * Starts an application whose requests and key sources wait for another time.
	 */
	static RunningApplication start(Chapter chapter, TestStack stack, Map<String, Object> locations, Path directory,
			KeySourceTimings timings) throws IOException {
		if (stack.type() == WebApplicationType.REACTIVE) {
			BlockingCalls.watch();
		}
		Path file = directory.resolve(chapter.name() + ".yml");
		Files.writeString(file, chapter.configuration());
		Map<String, Object> properties = new HashMap<>(locations);
		properties.put("spring.config.location", file.toUri().toString());
		properties.put("spring.main.banner-mode", "off");
		properties.put("server.port", "0");
		properties.put("server.max-http-request-header-size", "128KB");
		properties.put("spring.reactor.netty.shutdown-quiet-period", "0s");
		properties.put("server.netty.max-initial-line-length", "128KB");
		if (!chapter.basePath().isEmpty()) {
			properties.put(stack.basePathProperty(), chapter.basePath());
		}
		SpringApplication application = new SpringApplication(stack.application());
		application.setWebApplicationType(stack.type());
		application.setDefaultProperties(properties);
		application.setAdditionalProfiles(chapter.profiles().toArray(String[]::new));
		application.setRegisterShutdownHook(false);
		application.addInitializers(
				(context) -> ((GenericApplicationContext) context).registerBean(KeySourceTimings.class, () -> timings));
		if (stack.forgetful()) {
			application.addInitializers((context) -> forget(context.getEnvironment()));
		}
		ConfigurableApplicationContext context = application.run();
		TestSignatures.await(context);
		return new RunningApplication(context);
	}

	private static void forget(ConfigurableEnvironment environment) {
		Map<String, Object> properties = new HashMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					Matcher matcher = JWT.matcher(name);
					if (matcher.find()) {
						properties.put(matcher.group() + "extensions.cache.maximum-size", "0");
					}
				}
			}
		}
		environment.getPropertySources().addLast(new MapPropertySource("forgetful", properties));
	}

	int port(boolean management) {
		String property = management ? "local.management.port" : "local.server.port";
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	DecisionRecorder decisions() {
		return bean(DecisionRecorder.class);
	}

	/** A bean that need not be there, {@code null} then. */
	<T> T find(String name, Class<T> type) {
		return this.context.containsBean(name) ? this.context.getBean(name, type) : null;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
		BlockingCalls.verifyNone();
	}

}
