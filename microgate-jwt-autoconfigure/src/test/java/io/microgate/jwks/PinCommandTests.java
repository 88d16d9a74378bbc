package io.microgate.jwks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.microgate.PageBlock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the documentation print the pins that a certificate has.
 */
@Tag("server")
class PinCommandTests {

	@TempDir
	private Path directory;

	private String run(String commands) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(this.directory.toFile())
			.start();
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor()).isZero();
		return output;
	}

	@Test
	void pinWhenServerIsAskedThenThatOfItsKey() throws IOException, InterruptedException {
		String commands = PageBlock.read("docs/how-to/pin-a-key.md", "Pin a public key", "sh");
		JwksServer server = JwksServer.startTls(TestPki.LOCALHOST.serverContext());
		try {
			String printed = run(commands.replace("idp.example.com:443", "localhost:" + server.port()));
			assertThat(printed).isEqualTo(TestPki.LOCALHOST.spkiPin() + "\n");
		}
		finally {
			server.close();
		}
	}

	@Test
	void pinsWhenCertificateIsGivenThenThoseOfKeyAndCertificate() throws IOException, InterruptedException {
		Files.writeString(this.directory.resolve("server.crt"), TestPki.LOCALHOST.pem());
		String commands = PageBlock.read("docs/reference/configuration.md", "Custom certificate verification", "sh");
		String[] printed = run(commands).split("\n");
		assertThat(printed[0]).isEqualTo(TestPki.LOCALHOST.spkiPin());
		assertThat(printed[1].replaceAll(".*=|:", "")).isEqualToIgnoringCase(TestPki.LOCALHOST.hashPin());
	}

}
