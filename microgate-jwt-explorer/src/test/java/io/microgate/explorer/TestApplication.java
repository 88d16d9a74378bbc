package io.microgate.explorer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A running application with the configuration of {@code bookstore.yml} on Tomcat or
 * Netty.
 */
final class TestApplication implements AutoCloseable {

	/** Boot prefers Tomcat, and does not close Netty at once. */
	private static final String[] NETTY = {
			"--spring.autoconfigure.exclude=" + TomcatReactiveWebServerAutoConfiguration.class.getName() + ","
					+ TomcatReactiveManagementContextAutoConfiguration.class.getName(),
			"--spring.reactor.netty.shutdown-quiet-period=0s" };

	private static final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestApplication start(WebApplicationType type, Path keys, String... arguments) {
		TestTokens.publish(keys);
		return start(type, Bookstore.class,
				Stream
					.concat(Stream.of("--spring.config.location=classpath:bookstore.yml", "--test.keys=" + keys + "/"),
							Stream.of(arguments))
					.toArray(String[]::new));
	}

	static TestApplication start(WebApplicationType type, Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		String[] stack = (type == WebApplicationType.REACTIVE) ? NETTY : new String[0];
		return new TestApplication(
				application.run(Stream.concat(Arrays.stream(stack), Arrays.stream(arguments)).toArray(String[]::new)));
	}

	/** Where endpoints are, which is the port of the application unless they have one. */
	String endpoints() {
		return uri("local.management.port");
	}

	String uri() {
		return uri("local.server.port");
	}

	private String uri(String property) {
		String port = this.context.getEnvironment()
			.getProperty(property, this.context.getEnvironment().getProperty("local.server.port"));
		return "http://localhost:" + port;
	}

	HttpResponse<String> get(String uri) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BookstoreController.class)
	static class Bookstore {

	}

}
