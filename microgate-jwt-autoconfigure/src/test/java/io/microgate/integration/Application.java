package io.microgate.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * An application on Tomcat or Netty, started as a user's is, and a client that talks to
 * it.
 */
final class Application implements AutoCloseable {

	/** Boot prefers Tomcat, and does not close Netty at once. */
	private static final Map<String, Object> NETTY = Map.of("spring.autoconfigure.exclude",
			TomcatReactiveWebServerAutoConfiguration.class.getName() + ","
					+ TomcatReactiveManagementContextAutoConfiguration.class.getName(),
			"spring.reactor.netty.shutdown-quiet-period", "0s");

	/** One for all: each has threads of its own that cannot be closed. */
	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ConfigurableApplicationContext context;

	private Application(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application on a free port.
	 * @param type its web stack
	 * @param source its configuration class
	 * @param yaml its {@code application.yml}
	 * @param properties what the YAML refers to by placeholder
	 * @return the application
	 */
	static Application start(WebApplicationType type, Class<?> source, String yaml, Map<String, Object> properties) {
		Map<String, Object> defaults = new HashMap<>(properties);
		if (type == WebApplicationType.REACTIVE) {
			defaults.putAll(NETTY);
		}
		defaults.putAll(load(yaml));
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(type);
		application.setDefaultProperties(defaults);
		application.setRegisterShutdownHook(false);
		return new Application(application.run("--server.port=0", "--spring.main.banner-mode=off"));
	}

	private static Map<String, Object> load(String yaml) {
		Map<String, Object> properties = new HashMap<>();
		try {
			for (PropertySource<?> document : new YamlPropertySourceLoader().load("application.yml",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) document;
				for (String name : source.getPropertyNames()) {
					properties.put(name, source.getProperty(name));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("local.server.port", "GET", path, headers);
	}

	HttpResponse<String> post(String path, String... headers) {
		return send("local.server.port", "POST", path, headers);
	}

	/** Sends JSON. */
	HttpResponse<String> postJson(String path, String json, String... headers) {
		return send(request("local.server.port", "POST", path, json, headers), BodyHandlers.ofString());
	}

	/** Sends JSON to the management port. */
	HttpResponse<String> managePostJson(String path, String json, String... headers) {
		return send(request("local.management.port", "POST", path, json, headers), BodyHandlers.ofString());
	}

	HttpResponse<String> options(String path, String... headers) {
		return send("local.server.port", "OPTIONS", path, headers);
	}

	/** Asks at the management port. */
	HttpResponse<String> manage(String path, String... headers) {
		return send("local.management.port", "GET", path, headers);
	}

	/** Asks at the management port whether another request may be sent. */
	HttpResponse<String> manageOptions(String path, String... headers) {
		return send("local.management.port", "OPTIONS", path, headers);
	}

	/** Hands out the body while it is being sent. */
	HttpResponse<InputStream> stream(String path, String... headers) {
		return send(request("local.server.port", "GET", path, headers), BodyHandlers.ofInputStream());
	}

	/** Opens a WebSocket. */
	CompletableFuture<WebSocket> connect(String path, WebSocket.Listener listener, String... headers) {
		WebSocket.Builder builder = client.newWebSocketBuilder();
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		return builder.buildAsync(uri("ws", "local.server.port", path), listener);
	}

	private URI uri(String scheme, String port, String path) {
		return URI.create(scheme + "://localhost:" + this.context.getEnvironment().getRequiredProperty(port) + path);
	}

	private HttpResponse<String> send(String port, String method, String path, String... headers) {
		return send(request(port, method, path, headers), BodyHandlers.ofString());
	}

	private HttpRequest request(String port, String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", port, path))
			.timeout(Duration.ofSeconds(60))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

	private HttpRequest request(String port, String method, String path, String json, String... headers) {
		HttpRequest empty = request(port, method, path, headers);
		return HttpRequest.newBuilder(empty, (name, value) -> true)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(json))
			.build();
	}

	private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
		try {
			return client.send(request, handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
