package io.microgate.test.policy;

import java.time.Clock;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.request.ForwardedHeaders;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.token.TestKeys;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Tests of the policies that are in force in an application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.junit.jupiter.api.DynamicNode")
public final class PolicyTestsConfiguration {

	@Bean
	PolicyTests microgatePolicyTests(ObjectProvider<RunningConfiguration> running,
			@Qualifier("microgateOpenPaths") ObjectProvider<OpenPaths> openPaths, TestKeys keys,
			@Qualifier("microgateClock") ObjectProvider<Clock> clock, Environment environment) {
		return new PolicyTests(() -> {
			RunningConfiguration configuration = running.getObject();
			CheckedConfiguration checked = configuration.current().configuration();
			ConfigurationExplainer explainer = new ConfigurationExplainer(configuration::current,
					openPaths.getIfAvailable(() -> OpenPaths.NONE), "", clock.getObject());
			return new CaseEngine(checked, explainer, keys, clock.getObject(),
					new ForwardedHeaders(environment).areUsed());
		});
	}

}
