package io.microgate.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A version in front of the path of a resource stops the start, as routes and policies do
 * not know that path.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ResourceVersionTests {

	private static final String ROUTES = """
			microgate:
			  routes: {open: {paths: [/**]}, denied: {paths: [/secret.txt]}}
			  access-control-policies:
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String FIXED = "spring.web.resources.chain.strategy.fixed: {enabled: true, version: v9, paths: /**}\n";

	@TempDir
	private Path directory;

	private Application start(WebApplicationType type, String yaml) {
		Class<?> source = (type == WebApplicationType.SERVLET) ? ServletApplication.class : ReactiveApplication.class;
		return Application.start(type, source, ROUTES + "---\n" + yaml + "---\nspring.web.resources.static-locations: "
				+ this.directory.toUri() + "\n", Map.of());
	}

	private void assertStopped(WebApplicationType type, String yaml, CapturedOutput output) {
		assertThat(catchThrowable(() -> start(type, yaml).close())).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START",
				"'resourceHandlerMapping' serves resources with versions of a FixedVersionStrategy",
				"Use versions of the content ('spring.web.resources.chain.strategy.content'), or add"
						+ " 'resourceHandlerMapping' to 'microgate.allow-rewriting'");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void startWhenVersionIsFixedThenStopped(WebApplicationType type, CapturedOutput output) {
		assertStopped(type, FIXED, output);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void startWhenVersionIsFixedInCodeThenStopped(WebApplicationType type, CapturedOutput output) {
		assertStopped(type, "test.versions: true\n", output);
	}

	@Test
	void startWhenVersionIsFixedAtManagementPortThenStopped(CapturedOutput output) {
		assertStopped(WebApplicationType.SERVLET, FIXED + "management.server.port: 0\n", output);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void requestWhenFixedVersionIsAllowedThenAnswered(WebApplicationType type) throws IOException {
		Files.writeString(this.directory.resolve("secret.txt"), "secret");
		try (Application application = start(type, FIXED + "microgate.allow-rewriting: [resourceHandlerMapping]\n")) {
			assertThat(application.get("/secret.txt").statusCode()).isEqualTo(403);
			assertThat(application.get("/v9/secret.txt").body()).isEqualTo("secret");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void requestWhenVersionIsOfTheContentThenHasToHaveItsHash(WebApplicationType type) throws IOException {
		Files.writeString(this.directory.resolve("secret.txt"), "secret");
		try (Application application = start(type, "spring.web.resources.chain.strategy.content.enabled: true\n")) {
			assertThat(application.get("/secret.txt").statusCode()).isEqualTo(403);
			assertThat(application.get("/secret-0123456789abcdef0123456789abcdef.txt").statusCode()).isEqualTo(404);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication {

		@Bean
		@ConditionalOnProperty("test.versions")
		WebMvcConfigurer versions() {
			return new WebMvcConfigurer() {

				@Override
				public void addResourceHandlers(ResourceHandlerRegistry registry) {
					registry.addResourceHandler("/files/**")
						.addResourceLocations("classpath:/none/")
						.resourceChain(true)
						.addResolver(new VersionResourceResolver().addContentVersionStrategy("/x/**")
							.addFixedVersionStrategy("v9", "/**"));
				}

			};
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@Bean
		@ConditionalOnProperty("test.versions")
		WebFluxConfigurer versions() {
			return new WebFluxConfigurer() {

				@Override
				public void addResourceHandlers(
						org.springframework.web.reactive.config.ResourceHandlerRegistry registry) {
					registry.addResourceHandler("/files/**")
						.addResourceLocations("classpath:/none/")
						.resourceChain(true)
						.addResolver(new org.springframework.web.reactive.resource.VersionResourceResolver()
							.addContentVersionStrategy("/x/**")
							.addFixedVersionStrategy("v9", "/**"));
				}

			};
		}

	}

}
