package io.microgate.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.microgate.configuration.BrokenYaml;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.test.policy.FilesEnvironment;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.json.JsonParseException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Reads the files of a configuration, and turns what is wrong with them into a report.
 */
final class ConfigurationFiles {

	private ConfigurationFiles() {
	}

	/**
	 * Prepares the environment that an application with these files would have, and uses
	 * it while {@code classpath:} locations are looked for where the arguments say.
	 * @param <T> type of the outcome
	 * @param environment an environment with system properties and environment variables,
	 * which gets the files
	 * @param arguments names the files
	 * @param action reads the configuration; what it prints about files goes through the
	 * operator, which names those of the user
	 * @return outcome of the action
	 * @throws UnusableFilesException if the files or what they say have problems
	 */
	static <T> T read(ConfigurableEnvironment environment, CheckArguments arguments,
			BiFunction<ConfigurableEnvironment, UnaryOperator<String>, T> action) {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader classpath = new URLClassLoader(urls(arguments.classpath()), loader);
				ConfigMapFiles configMaps = ConfigMapFiles.of(arguments.manifests())) {
			thread.setContextClassLoader(classpath);
			return reported(arguments.files(), configMaps, () -> {
				prepare(environment, arguments.sources(configMaps.manifests()));
				return action.apply(environment, configMaps::withSources);
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private static URL[] urls(List<Path> directories) throws IOException {
		URL[] urls = new URL[directories.size()];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = directories.get(i).toUri().toURL();
		}
		return urls;
	}

	private static <T> T reported(List<Path> files, ConfigMapFiles configMaps, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (InvalidConfigurationException ex) {
			throw new UnusableFilesException(configMaps.withSources(ex.report()));
		}
		catch (ConfigDataException ex) {
			throw new UnusableFilesException(String.valueOf(ex.getMessage()));
		}
		catch (JsonParseException ex) {
			// its message quotes the text, which may hold secrets
			throw new UnusableFilesException(
					"SPRING_APPLICATION_JSON, or 'spring.application.json', is not a JSON object");
		}
		catch (MarkedYAMLException ex) {
			List<Resource> candidates = files.stream().<Resource>map(FileSystemResource::new).toList();
			throw new UnusableFilesException(
					"%s%nCure: %s".formatted(BrokenYaml.describe(ex, candidates), BrokenYaml.cure(ex)));
		}
		catch (YAMLException ex) {
			throw new UnusableFilesException("A file is not YAML: it is not in UTF-8, or has control characters");
		}
	}

	/**
	 * Spring Boot's message about profiles and imports is general, its cause is specific.
	 */
	private static void prepare(ConfigurableEnvironment environment, FilesEnvironment.Sources sources) {
		try {
			FilesEnvironment.prepare(environment, sources);
		}
		catch (IllegalStateException ex) {
			String cause = (ex.getCause() != null) ? "%n%s".formatted(ex.getCause().getMessage()) : "";
			throw new UnusableFilesException(ex.getMessage() + cause);
		}
	}

}
