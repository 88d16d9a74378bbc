package io.microgate.sample.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.microgate.test.MicrogateJwtTestConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that the gateway cannot read refuses the request and fills no log.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableHostTests {

	private static final int TIMEOUT_MILLIS = 20_000;

	@Test
	void requestWhenPortIsNoneThenRefusedWithOneLine(CapturedOutput output) throws IOException {
		SpringApplication application = new SpringApplication(GatewayApplication.class,
				MicrogateJwtTestConfiguration.class);
		application.setRegisterShutdownHook(false);
		try (ConfigurableApplicationContext gateway = application.run("--PORT=0",
				"--UPSTREAM_PORT=" + TestSocketUtils.findAvailableTcpPort(),
				"--microgate.routes.catalog.hostnames=localhost", "--spring.reactor.netty.shutdown-quiet-period=0s")) {
			int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(statusLine(port, "localhost")).contains(" 200 ");
			for (int i = 0; i < 5; i++) {
				assertThat(statusLine(port, "x:99999")).contains(" 403 ");
			}
			assertThat(output.toString().lines().filter((line) -> line.contains("ERROR"))).singleElement()
				.asString()
				.contains("Refused a request because of an exception while deciding about it",
						"java.lang.IllegalArgumentException", "GatewayReading");
			assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("\tat "));
		}
	}

	/** A client would not send such a host. */
	private static String statusLine(int port, String host) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream()
				.write(("GET /catalog/1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
				.readLine();
		}
	}

}
