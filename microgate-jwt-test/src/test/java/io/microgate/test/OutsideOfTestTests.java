package io.microgate.test;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for applications that have this module on their class path and that Spring's
 * TestContext framework has not loaded.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutsideOfTestTests {

	private static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
		return new SpringApplicationBuilder(application)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false")
			.run(arguments);
	}

	private static void assertThatDoesNotStart(Class<?> application, String... arguments) {
		assertThatExceptionOfType(OutsideOfTestException.class).isThrownBy(() -> run(application, arguments).close());
	}

	@Test
	void applicationWhenNoTestThenDoesNotStartAndSaysWhy(CapturedOutput output) {
		assertThatDoesNotStart(Shop.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The module 'microgate-jwt-test' is on the class path of an application that no test has started")
			.contains("Give the dependency 'microgate-jwt-test' the scope 'test'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.main.web-application-type=none", "--spring.main.web-application-type=reactive",
			"--microgate.enabled=false", "--spring.boot.enableautoconfiguration=false",
			"--spring.main.lazy-initialization=true", "--spring.main.allow-bean-definition-overriding=true",
			"--spring.autoconfigure.exclude=io.microgate.autoconfigure.MicrogateAutoConfiguration",
			"--spring.main.sources=io.microgate.test.MicrogateJwtTestConfiguration",
			"--spring.main.sources=io.microgate.test.TestContextMark",
			"--spring.main.sources=io.microgate.test.TestOnlyGuard", "--spring.main.sources=io.microgate.test.TestHost",
			"--spring.main.sources=${name}", "--spring.main.sources=\\${name}",
			"--spring.main.sources=classpath:guard/sources.xml",
			"--context.initializer.classes=io.microgate.test.TestOnlyInitializer",
			"--io.microgate.test.TestContextMark=true" })
	void applicationWhenPropertyThenDoesNotStart(String property) {
		assertThatDoesNotStart(Shop.class, property, "--name=io.microgate.test.MicrogateJwtTestConfiguration");
	}

	/** Whatever the placeholder comes to when it is resolved once more. */
	@Test
	void applicationWhenPropertyIsResolvedLateThenDoesNotStart() {
		SpringApplication application = new SpringApplication(Shop.class);
		application.setRegisterShutdownHook(false);
		application.addInitializers((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("late",
					Map.of("late", MicrogateJwtTestConfiguration.class.getName(), "spring.main.sources", ""))));
		assertThatExceptionOfType(OutsideOfTestException.class)
			.isThrownBy(() -> application.run("--server.port=0", "--spring.main.sources=\\${late}").close());
	}

	@Test
	void applicationWhenAnnotatedThenDoesNotStart() {
		assertThatDoesNotStart(AnnotatedShop.class);
	}

	@Test
	void contextWhenAnnotatedAndWithoutInitializersThenDoesNotStart() {
		assertThatExceptionOfType(OutsideOfTestException.class)
			.isThrownBy(() -> new AnnotationConfigApplicationContext(AnnotatedShop.class).close());
	}

	@Test
	void warWhenNoTestThenDoesNotStart() {
		assertThatExceptionOfType(OutsideOfTestException.class)
			.isThrownBy(() -> new ShopServlet().onStartup(new MockServletContext()));
	}

	@Test
	void childWhenNoTestThenDoesNotStart() {
		assertThatExceptionOfType(OutsideOfTestException.class)
			.isThrownBy(() -> new SpringApplicationBuilder(Plain.class).web(WebApplicationType.NONE)
				.child(Shop.class)
				.web(WebApplicationType.SERVLET)
				.run("--server.port=0")
				.close());
	}

	@Test
	void parentWhenNoTestThenDoesNotStart() {
		assertThatExceptionOfType(OutsideOfTestException.class)
			.isThrownBy(() -> new SpringApplicationBuilder(Shop.class).web(WebApplicationType.NONE)
				.child(Plain.class)
				.web(WebApplicationType.NONE)
				.run()
				.close());
	}

	@Test
	void applicationWhenTestImportsConfigurationThenStartsAndSaysSo(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(ImportingShop.class)) {
			assertThat(context).isInstanceOf(ServletWebServerApplicationContext.class);
		}
		assertThat(output).containsOnlyOnce("Every JWKS is answered from memory with keys of a test");
	}

	@Test
	void applicationWhenRunFromTestsThenStarts() {
		SpringApplication.Running running = SpringApplication.from(Shop::main)
			.with(MicrogateJwtTestConfiguration.class)
			.run("--server.port=0");
		try (ConfigurableApplicationContext context = running.getApplicationContext()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void childWhenParentImportsConfigurationThenStarts() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ImportingPlain.class)
			.web(WebApplicationType.NONE)
			.child(Shop.class)
			.web(WebApplicationType.SERVLET)
			.run("--server.port=0")) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void managementContextWhenTestImportsConfigurationThenStarts() {
		try (ConfigurableApplicationContext context = run(ImportingShop.class, "--management.server.port=0")) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void contextBesideApplicationWhenNoTestThenStarts() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Plain.class)
			.web(WebApplicationType.NONE)
			.run()) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void runnerWhenModuleIsNotImportedThenStarts() {
		new WebApplicationContextRunner().withUserConfiguration(Shop.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void runnerWhenTestImportsConfigurationThenStarts() {
		new WebApplicationContextRunner().withUserConfiguration(Shop.class, MicrogateJwtTestConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void runnerWhenAutoConfigurationAloneThenDoesNotStart() {
		new ApplicationContextRunner().withUserConfiguration(MicrogateJwtTestAutoConfiguration.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(OutsideOfTestException.class));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		static void main(String[] arguments) {
			SpringApplication.run(Shop.class, arguments);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigureMicrogateJwt
	static class AnnotatedShop {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MicrogateJwtTestConfiguration.class)
	static class ImportingShop {

	}

	static class ShopServlet extends SpringBootServletInitializer {

		ShopServlet() {
			setRegisterErrorPageFilter(false);
		}

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(Shop.class);
		}

		@Override
		protected org.springframework.web.context.WebApplicationContext createRootApplicationContext(
				jakarta.servlet.ServletContext servletContext) {
			return super.createRootApplicationContext(servletContext);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(MicrogateJwtTestConfiguration.class)
	static class ImportingPlain {

	}

}
