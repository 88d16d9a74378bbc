package io.microgate.autoconfigure;

import io.microgate.coverage.HiddenRoutesException;
import io.microgate.servlet.ServletMicrogateAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that would start and protect nothing.
 */
class ReachableRoutesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(MicrogateAutoConfiguration.class, ServletMicrogateAutoConfiguration.class));

	@Test
	void startWhenFilterIsExcludedThenFails() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.isInstanceOf(HiddenRoutesException.class)
			.hasMessageContaining("'springSecurityFilterChain'"));
	}

	@Test
	void startWhenFilterIsExcludedAndInitializationIsLazyThenFails() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startWhenEveryRequestIsIgnoredThenFails() {
		this.runner.withConfiguration(AutoConfigurations.of(ServletWebSecurityAutoConfiguration.class))
			.withUserConfiguration(IgnoringEverything.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(HiddenRoutesException.class)
				.hasMessageContaining("ignore"));
	}

	@Test
	void startWhenSomeRequestsAreIgnoredThenSucceeds() {
		this.runner.withConfiguration(AutoConfigurations.of(ServletWebSecurityAutoConfiguration.class))
			.withUserConfiguration(IgnoringImages.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenFilterIsExcludedAndMicrogateIsDisabledThenSucceeds() {
		this.runner.withPropertyValues("microgate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void analyzeWhenThereIsNoFilterThenSaysWhatToDo() {
		FailureAnalysis analysis = new HiddenRoutesFailureAnalyzer()
			.analyze(HiddenRoutesException.withoutFilter("filter", "ServletWebSecurityAutoConfiguration"));
		assertThat(analysis.getDescription()).contains("'filter'");
		assertThat(analysis.getAction()).contains("ServletWebSecurityAutoConfiguration", "'microgate.enabled'");
	}

	@Configuration(proxyBeanMethods = false)
	static class IgnoringEverything {

		@Bean
		WebSecurityCustomizer everything() {
			return (web) -> web.ignoring().requestMatchers("/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IgnoringImages {

		@Bean
		WebSecurityCustomizer images() {
			return (web) -> web.ignoring().requestMatchers("/images/**");
		}

	}

}
