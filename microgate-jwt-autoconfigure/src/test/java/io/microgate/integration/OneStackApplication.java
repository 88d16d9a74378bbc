package io.microgate.integration;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.microgate.coverage.RouteCoverage;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that knows no web stack by name and is told none.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class OneStackApplication {

	private static final String[] ARGUMENTS = { "--server.port=0", "--spring.main.banner-mode=off",
			"--spring.reactor.netty.shutdown-quiet-period=0s", "--microgate.routes.open.paths=/open",
			"--microgate.access-control-policies.open.target-refs[0].name=open",
			"--microgate.access-control-policies.open.policies[0].authorization=" };

	/**
	 * Runs the application and asks it.
	 * @return the type that Boot found, what a wrong configuration leads to, the filter
	 * chains of Microgate, what coverage says of the one mapping, and the status of paths
	 */
	static List<String> ask() throws IOException {
		SpringApplication application = application();
		List<String> answers = new ArrayList<>(List.of(String.valueOf(application.getWebApplicationType())));
		answers.add(failure());
		try (ConfigurableApplicationContext context = application.run(ARGUMENTS)) {
			Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> name.startsWith("microgate") && name.endsWith("FilterChain"))
				.forEach(answers::add);
			context.getBean(RouteCoverage.class)
				.rows()
				.stream()
				.filter((row) -> row.path().equals("/open") && row.methods().contains("GET"))
				.forEach((row) -> answers.add(row.path() + " is " + row.standing()));
			for (String path : new String[] { "/open", "/other", "/open;/x", "/actuator/health" }) {
				URI uri = URI.create(
						"http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
				answers.add(path + " " + ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode());
			}
		}
		return answers;
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(OneStackApplication.class);
		application.setRegisterShutdownHook(false);
		return application;
	}

	private static String failure() {
		try {
			application().run("--microgate.jwts.token.max-lifetime=short").close();
			return "started";
		}
		catch (RuntimeException ex) {
			return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex));
		}
	}

	@GetMapping("/open")
	String page() {
		return "page";
	}

}
