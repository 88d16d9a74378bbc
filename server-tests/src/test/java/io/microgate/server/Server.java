package io.microgate.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on one of the servers.
 */
final class Server implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Server(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts {@code spoofing.yml}. */
	static Server start(ServerKind kind, Path keys, Map<String, Object> properties) {
		Map<String, Object> defaults = new HashMap<>(kind.properties());
		defaults.put("test.keys", keys.toUri().toString());
		defaults.put("test.certificate-header", "Client-Cert");
		defaults.put("test.upstream", "http://localhost");
		defaults.put("server.port", "0");
		defaults.put("spring.main.banner-mode", "off");
		defaults.put("spring.config.name", "spoofing");
		defaults.putAll(properties);
		SpringApplication application = new SpringApplication(kind.application());
		application.setWebApplicationType(kind.type());
		application.setDefaultProperties(defaults);
		application.setRegisterShutdownHook(false);
		return new Server(application.run());
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
