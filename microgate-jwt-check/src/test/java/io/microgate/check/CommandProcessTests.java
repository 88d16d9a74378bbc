package io.microgate.check;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command as a process, without the libraries that only tests have.
 */
class CommandProcessTests {

	private static final String TEST_LIBRARIES = ".*(junit|assertj|mockito|spring-test|spring-boot-[a-z]*-?test|spring-security-test|webmvc|tomcat|servlet|actuator|test-classes).*";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "good, allow, 0", "none, allow, 1", "none, permit, 2" })
	void testWhenProcessThenExitCode(String token, String verdict, int exitCode) throws Exception {
		Path yaml = Files.writeString(this.directory.resolve("application.yml"), """
				microgate:
				  routes: {api: {paths: [/api/**]}}
				  jwks: {idp: {provider: {remote: {uri: "https://idp.invalid/jwks.json"}}}}
				  jwts: {shop: {requireAny: [{jwksRef: {name: idp}}], expirationRequired: true}}
				  access-control-policies:
				    api:
				      targetRefs: [{name: api}]
				      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}}]
				""");
		Path cases = Files.writeString(this.directory.resolve("cases.yaml"),
				"cases: [{request: GET /api/books, token: %s, verdict: %s}]".formatted(token, verdict));
		assertThat(run("test", cases.toString(), yaml.toString())).isEqualTo(exitCode);
	}

	private int run(String... arguments) throws IOException, InterruptedException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).getFileName().toString().matches(TEST_LIBRARIES))
			.collect(Collectors.joining(File.pathSeparator));
		ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", classPath,
				CheckCommand.class.getName());
		builder.command().addAll(Arrays.asList(arguments));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).doesNotContain("Exception", "NoClassDefFoundError");
		return process.waitFor();
	}

}
