package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.PageBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link AheadOfTimeGuard}: what held at build time has to hold at run time
 * where filter chains depend on it.
 */
class AheadOfTimeGuardTests {

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					'', microgate.enabled=false, microgate.enabled
					'', microgate.enabled=off, microgate.enabled
					microgate.enabled=false, '', microgate.enabled
					microgate.enabled=no, microgate.enabled=true, microgate.enabled
					microgate.enabled=0, microgate.enabled=flase, microgate.enabled
					'', management.server.port=9001, management.server.port
					'', management.server.port=-1, management.server.port
					management.server.port=9001, '', management.server.port
					management.server.port=9001, management.server.port=-1, management.server.port
					'', server.forward-headers-strategy=framework, server.forward-headers-strategy
					server.forward-headers-strategy=FRAMEWORK, server.forward-headers-strategy=none, server.forward-headers-strategy
					'', spring.autoconfigure.exclude=io.microgate.autoconfigure.ActuatorMicrogateAutoConfiguration, spring.autoconfigure.exclude
					spring.autoconfigure.exclude=io.microgate.autoconfigure.ServletMicrogateAutoConfiguration, '', spring.autoconfigure.exclude
					microgate.explorer.enabled=true, '', microgate.explorer.enabled
					microgate.explorer.enabled=on, microgate.explorer.enabled=false, microgate.explorer.enabled
					'', microgate.explorer.enabled=true, microgate.explorer.enabled
					spring.profiles.active=explorer, '', spring.profiles.active
					spring.profiles.active=explorer, spring.profiles.active=prod, spring.profiles.active
					spring.profiles.include=explorer, spring.profiles.active=prod, spring.profiles.active
					spring.profiles.active=explorer, spring.profiles.default=explorer, spring.profiles.active
					'spring.profiles.active=a,spring.profiles.group.a=b', spring.profiles.active=a, spring.profiles.active
					'spring.profiles.active=dev,microgate.enabled=false', microgate.enabled=false, spring.profiles.active
					""")
	void startWhenBeansDependOnDifferenceThenFails(String built, String current, String name) {
		AheadOfTimeGuard guard = guard(built);
		assertThatExceptionOfType(AheadOfTimeMismatchException.class)
			.isThrownBy(() -> guard.postProcessBeanFactory(beanFactory(current)))
			.withMessageContaining("    " + name + ": '");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'', ''
			'', microgate.enabled=true
			'', microgate.enabled=on
			microgate.enabled=false, microgate.enabled=off
			microgate.enabled=off, 'microgate.enabled=no,management.server.port=9001'
			'', microgate.unmatched-requests=pass
			microgate.unmatched-requests=pass, microgate.unmatched-requests=deny
			management.server.port=9001, management.server.port=9002
			server.forward-headers-strategy=native, server.forward-headers-strategy=none
			'', spring.autoconfigure.exclude=com.example.AutoConfiguration
			'', microgate.routes.denied.paths=/secret
			microgate.explorer.enabled=true, microgate.explorer.enabled=yes
			'', microgate.explorer.enabled=off
			'', microgate.explorer.enabled=flase
			'', spring.profiles.active=prod
			spring.profiles.active=explorer, 'spring.profiles.active[0]=prod,spring.profiles.active[1]=explorer'
			spring.profiles.active=explorer, 'spring.profiles.active=prod,spring.profiles.include=explorer'
			spring.profiles.active=b, 'spring.profiles.active=a,spring.profiles.group.a=c,spring.profiles.group.c[0]=b'
			spring.profiles.active=b, 'spring.profiles.active=${x},x=b'
			""")
	void startWhenDifferenceIsReadAtRunTimeThenStarts(String built, String current) {
		AheadOfTimeGuard guard = guard(built);
		assertThatNoException().isThrownBy(() -> guard.postProcessBeanFactory(beanFactory(current)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgateSecurityFilterChain", "microgateUnmatchedSecurityFilterChain" })
	void startWhenChainIsMissingThenFails(String chain) {
		AheadOfTimeGuard guard = guard("");
		DefaultListableBeanFactory beanFactory = beanFactory("");
		beanFactory.removeBeanDefinition(chain);
		assertThatExceptionOfType(AheadOfTimeMismatchException.class)
			.isThrownBy(() -> guard.postProcessBeanFactory(beanFactory))
			.withMessageContaining(chain);
	}

	@Test
	void startWhenSeveralSourcesIncludeProfilesThenAllAreNamed() {
		DefaultListableBeanFactory beanFactory = beanFactory("spring.profiles.include=a");
		ConfigurableEnvironment environment = beanFactory.getBean(ConfigurableEnvironment.class);
		TestPropertyValues.of("spring.profiles.include=b").applyTo(environment, Type.MAP, "other");
		assertThatNoException()
			.isThrownBy(() -> new AheadOfTimeGuard(Map.of(), Set.of("a", "b")).postProcessBeanFactory(beanFactory));
	}

	@Test
	void startWhenProfileIsActiveAlthoughNotNamedThenFails() {
		DefaultListableBeanFactory beanFactory = beanFactory("");
		beanFactory.getBean(ConfigurableEnvironment.class).addActiveProfile("explorer");
		assertThatExceptionOfType(AheadOfTimeMismatchException.class)
			.isThrownBy(() -> guard("spring.profiles.active=explorer").postProcessBeanFactory(beanFactory))
			.withMessageContaining("'explorer' was active at build time");
	}

	@Test
	void registerWhenContextStartsThenGuarded() {
		ServletContexts.runner()
			.withInitializer((context) -> AheadOfTimeGuard.register(context.getBeanFactory(),
					Map.of("microgate.enabled", "false"), Set.of()))
			.run((context) -> assertThat(context).getFailure().isInstanceOf(AheadOfTimeMismatchException.class));
		ReactiveContexts.runner()
			.withInitializer((context) -> AheadOfTimeGuard.register(context.getBeanFactory(),
					Map.of("microgate.enabled", "true"), Set.of()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void analyzeWhenMismatchThenSaysWhatToDo() {
		AheadOfTimeMismatchException failure = new AheadOfTimeMismatchException(
				List.of("a: 'b' at build time, 'c' now"));
		FailureAnalysis analysis = new AheadOfTimeMismatchFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("ahead of time", "    a: 'b'");
		assertThat(analysis.getAction()).contains("process it ahead of time again");
	}

	@Test
	void processAheadOfTimeWhenLibraryIsPresentThenAlwaysAddsGuard() {
		assertThat(AotServices.factories().load(BeanFactoryInitializationAotProcessor.class))
			.hasAtLeastOneElementOfType(AheadOfTimeGuardProcessor.class);
	}

	private static AheadOfTimeGuard guard(String built) {
		DefaultListableBeanFactory beanFactory = beanFactory(built);
		return new AheadOfTimeGuard(BuildTimeConditions.read(beanFactory),
				NamedProfiles.read(beanFactory.getBean(Environment.class)));
	}

	private static DefaultListableBeanFactory beanFactory(String properties) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(properties.split(",")).applyTo(environment);
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerSingleton("environment", environment);
		for (String chain : List.of("microgateSecurityFilterChain", "microgateUnmatchedSecurityFilterChain")) {
			beanFactory.registerBeanDefinition(chain, new RootBeanDefinition(Object.class));
		}
		return beanFactory;
	}

	@Test
	void analyzeWhenPageQuotesItThenTheOneThatIsPrinted() throws IOException {
		AheadOfTimeGuard guard = guard("");
		assertThatExceptionOfType(AheadOfTimeMismatchException.class)
			.isThrownBy(() -> guard.postProcessBeanFactory(beanFactory("microgate.enabled=false")))
			.satisfies((failure) -> assertThat(
					new AheadOfTimeMismatchFailureAnalyzer().analyze(failure).getDescription())
				.isEqualToNormalizingNewlines(PageBlock
					.read("docs/how-to/process-ahead-of-time.md", "What must be the same at build and start", "")
					.replace("Description:\n\n", "")
					.stripTrailing()));
	}

}
