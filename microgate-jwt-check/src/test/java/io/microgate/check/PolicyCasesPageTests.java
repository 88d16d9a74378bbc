package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on policy cases is true: its configuration decides its cases as they expect,
 * and what it prints is printed.
 */
class PolicyCasesPageTests {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");

	static final String SECOND_ENTRY = "- authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}";

	private static final String SENDERS = """
			microgate:
			  public-origins: ["https://shop.example.com"]
			  routes:
			    payments: {paths: [/payments]}
			    services: {paths: [/services]}
			    certified: {paths: [/certified]}
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			  jwts:
			    proved:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com"}]
			      expirationRequired: true
			      extensions: {binding: {required: dpop}}
			    certified:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com"}]
			      expirationRequired: true
			      extensions: {binding: {required: certificate}}
			  access-control-policies:
			    payments:
			      targetRefs: [{name: payments}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: proved}}}
			            extensions: {stepUp: {acr: [gold], maxAge: 10m}}
			    services:
			      targetRefs: [{name: services}]
			      policies:
			        - authorization:
			            requireAll:
			              - clientCertificate: {subject: {field: Organization, value: {matcher: {exact: Shop}}}}
			    certified:
			      targetRefs: [{name: certified}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: certified}}}}}]
			""";

	private final List<String> blocks;

	@TempDir
	private Path directory;

	PolicyCasesPageTests() throws IOException {
		Matcher matcher = BLOCK.matcher(Files.readString(Path.of("../docs/how-to/test-policies-as-data.md")));
		this.blocks = matcher.results()
			.filter((block) -> block.group(1).isEmpty() || block.group(1).equals("yaml"))
			.map((block) -> block.group(2))
			.toList();
	}

	private String run(String cases, String configuration) throws IOException {
		Path casesFile = Files.writeString(this.directory.resolve("policy-cases.yaml"), cases);
		Path file = Files.writeString(this.directory.resolve("application.yml"), configuration);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
		new CheckCommand(printed, printed, new StandardEnvironment()).run("test", casesFile.toString(),
				file.toString());
		return out.toString(StandardCharsets.UTF_8)
			.replace(file.toString(), "src/main/resources/application.yml")
			.replace(this.directory + "/", "");
	}

	@Test
	void casesWhenRunThenOutputOfThePage() throws IOException {
		assertThat(this.blocks).hasSize(9);
		String configuration = this.blocks.get(0);
		assertThat(run(this.blocks.get(1), configuration)).isEqualTo(this.blocks.get(2));
		assertThat(configuration).containsOnlyOnce(SECOND_ENTRY);
		assertThat(run(this.blocks.get(1), configuration.replace(SECOND_ENTRY, "- authorization: {}")))
			.isEqualTo(this.blocks.get(3));
		assertThat(run(this.blocks.get(4), configuration)).isEqualTo("2 cases, all are decided as expected\n");
		assertThat(run(this.blocks.get(5), configuration)).isEqualTo("3 cases, all are decided as expected\n");
		assertThat(run(this.blocks.get(8), configuration)).isEqualTo("3 cases, all are decided as expected\n");
	}

	@Test
	void casesOfSendersWhenRunThenDecidedAsThePageSays() throws IOException {
		assertThat(run(this.blocks.get(6), SENDERS)).isEqualTo("3 cases, all are decided as expected\n");
		assertThat(run(this.blocks.get(7), SENDERS)).isEqualTo("5 cases, all are decided as expected\n");
	}

}
