package io.microgate.migration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that runs with a configuration and says who the client is.
 */
final class TestApplication implements AutoCloseable {

	/** A library that a test does not speak of stays out of its way. */
	private static final Map<String, Object> DEFAULTS = Map.of("server.port", "0", "server.address", "127.0.0.1",
			"com.c4-soft.springaddons.oidc.resourceserver.enabled", "false");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application.
	 * @param stack its web stack
	 * @param yaml its application.yml
	 * @param configurations its own configuration classes
	 * @return the application
	 */
	static TestApplication start(Stack stack, String yaml, Class<?>... configurations) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Settings.class).sources(configurations)
			.web(stack.type())
			.initializers((context) -> addTo(context.getEnvironment(), yaml));
		return new TestApplication(builder.run());
	}

	private static void addTo(ConfigurableEnvironment environment, String yaml) {
		for (PropertySource<?> source : load(yaml)) {
			environment.getPropertySources().addLast(source);
		}
		environment.getPropertySources().addLast(new MapPropertySource("defaults", DEFAULTS));
	}

	/**
	 * Creates an environment that has a document and nothing else.
	 * @param yaml the document
	 * @return the environment
	 */
	static ConfigurableEnvironment environment(String yaml) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		load(yaml).forEach(environment.getPropertySources()::addFirst);
		return environment;
	}

	private static List<PropertySource<?>> load(String yaml) {
		try {
			return new YamlPropertySourceLoader().load("application.yml",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Sends a request.
	 * @param method its method
	 * @param path its path
	 * @param token its bearer token, empty for none
	 * @return the status and, if it is 200, who the client is
	 */
	String send(String method, String path, String token) throws IOException, InterruptedException {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
		return (response.statusCode() == 200) ? "200 " + response.body() : String.valueOf(response.statusCode());
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Client.class)
	static class Settings {

	}

	/** Not every library has the factor, which Microgate adds on both stacks. */
	@RestController
	static class Client {

		@RequestMapping("/**")
		String client(@Nullable Principal principal) {
			if (!(principal instanceof Authentication authentication)
					|| authentication instanceof AnonymousAuthenticationToken) {
				return "anonymous";
			}
			List<String> authorities = new ArrayList<>();
			for (GrantedAuthority authority : authentication.getAuthorities()) {
				authorities.add(authority.getAuthority());
			}
			authorities.remove(FactorGrantedAuthority.BEARER_AUTHORITY);
			authorities.sort(null);
			return "%s %s".formatted(authentication.getName(), authorities);
		}

	}

}
