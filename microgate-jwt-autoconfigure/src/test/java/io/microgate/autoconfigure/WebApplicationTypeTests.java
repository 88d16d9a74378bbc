package io.microgate.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.microgate.actuate.MeterDecisionListener;
import io.microgate.actuate.MicrogateEndpoint;
import io.microgate.engine.PolicyDecisionPoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With both stacks on the class path Microgate follows the one that Spring Boot selects.
 */
@Tag("server")
class WebApplicationTypeTests {

	private static final List<String> SHARED = List.of("microgateConfiguration", "microgateSslBundleNames",
			"microgateClock", "microgateKeysChangedPublisher", "microgateServerStart", "microgateWaitingRequests",
			"microgateConfigurationCompiler", "microgateRunningConfiguration", "microgateConfigurationReload",
			"microgatePolicyDecisionPoint", "microgateCoveredServers", "microgateRouteCoverage", "microgateCoverageLog",
			"microgateCoveredStack", "microgateJwksHealthContributor", "microgateOpenPaths",
			"microgateManagementOpenPaths", "microgateEndpoint", "microgateMeterDecisionListener",
			"microgateMeterJwksListener", "microgateJwksMeters", "microgateCandidates",
			"microgateMeterCandidateListener", "microgateObservationFilter", "microgateTokenCacheMeters",
			"microgateConfigurationMeters", "microgateConfigurationHealthIndicator", "microgateSecurityFilterChain",
			"microgateUnmatchedSecurityFilterChain", "microgateTokenDecoders", "microgateRefusalBodies",
			"microgateRevocationHealthContributor", "microgatePeerAddresses", "microgateSignatures",
			"microgateSignatureAcceleration");

	private static ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(Plain.class);
		application.setRegisterShutdownHook(false);
		String[] arguments = Arrays.copyOf(properties, properties.length + 3);
		arguments[properties.length] = "--server.port=0";
		arguments[properties.length + 1] = "--spring.main.banner-mode=off";
		arguments[properties.length + 2] = "--management.endpoints.web.exposure.include=microgate";
		return application.run(arguments);
	}

	private static List<String> microgateBeans(ConfigurableApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("microgate") && !name.startsWith("microgate-"))
			.filter((name) -> !SHARED.contains(name))
			.toList();
	}

	private static void assertSharedOnce(ConfigurableApplicationContext context) {
		assertThat(context.getBeanDefinitionNames()).containsAll(SHARED);
		assertThat(context.getBeansOfType(PolicyDecisionPoint.class)).hasSize(1);
		assertThat(context.getBeansOfType(MeterDecisionListener.class)).hasSize(1);
		assertThat(context.getBeansOfType(MicrogateEndpoint.class)).hasSize(1);
	}

	@Test
	void runWhenTypeIsLeftToBootThenServlet() {
		try (ConfigurableApplicationContext context = run()) {
			assertSharedOnce(context);
			assertThat(microgateBeans(context)).containsExactlyInAnyOrder("microgateMappedCors",
					"microgateServletDecisions", "microgateRequestThreads", "microgateUnreadableTargetFilter",
					"microgatePathRejectionHandler", "microgateReachableRoutes", "microgateRequestReading",
					"microgateServletFilterChains", "microgateChainObservation", "microgateRequestEditsRegistration");
			assertThat(context.getBeansOfType(SecurityFilterChain.class)).hasSize(2);
			assertThat(context.getBeansOfType(SecurityWebFilterChain.class)).isEmpty();
		}
	}

	@Test
	void runWhenReactiveThenReactive() {
		try (ConfigurableApplicationContext context = run("--spring.main.web-application-type=reactive",
				"--spring.reactor.netty.shutdown-quiet-period=0s")) {
			assertSharedOnce(context);
			assertThat(microgateBeans(context)).containsExactlyInAnyOrder("microgateMappedCors",
					"microgateBasePathProcessor", "microgateRequestReading", "microgateReactiveDecisions",
					"microgateServerPathRejectionHandler", "microgateReactiveReachableRoutes",
					"microgateReactiveFilterChains", "microgateChainObservation", "microgateHttpHandlerDecorator");
			assertThat(context.getBeansOfType(SecurityWebFilterChain.class)).hasSize(2);
			assertThat(context.getBeansOfType(SecurityFilterChain.class)).isEmpty();
		}
	}

	@Test
	void runWhenNoWebApplicationThenNothingOfMicrogate() {
		try (ConfigurableApplicationContext context = run("--spring.main.web-application-type=none")) {
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("microgate"))
				.noneMatch((name) -> name.startsWith("io.microgate")
						&& !name.startsWith(WebApplicationTypeTests.class.getName()));
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

}
