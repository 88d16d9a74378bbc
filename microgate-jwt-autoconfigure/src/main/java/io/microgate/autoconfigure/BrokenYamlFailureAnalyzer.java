package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.microgate.configuration.BrokenYaml;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Says which configuration file is not YAML instead of a stack trace that does not name
 * it. The environment is not there yet, so the file is looked for where Spring Boot looks
 * by default.
 */
final class BrokenYamlFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

	private static final List<String> LOCATIONS = List.of("file:./config/*/", "file:./config/", "file:./",
			"classpath*:config/", "classpath*:");

	private static final List<String> NAMES = List.of("application.yml", "application.yaml", "application-*.yml",
			"application-*.yaml");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
		boolean configuration = Arrays.stream(cause.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(YamlPropertySourceLoader.class.getName()));
		return configuration ? new FailureAnalysis(BrokenYaml.describe(cause, files()), BrokenYaml.cure(cause), cause)
				: null;
	}

	private static List<Resource> files() {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		List<Resource> files = new ArrayList<>();
		for (String location : LOCATIONS) {
			for (String name : NAMES) {
				try {
					files.addAll(List.of(resolver.getResources(location + name)));
				}
				catch (IOException ex) {
					// The message then names no file
				}
			}
		}
		return files;
	}

}
