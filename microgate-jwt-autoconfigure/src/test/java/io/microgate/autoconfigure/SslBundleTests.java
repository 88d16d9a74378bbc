package io.microgate.autoconfigure;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.runtime.RunningConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code extensions.sslBundle} finds the bundles that Boot has.
 */
class SslBundleTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class))
		.withPropertyValues("microgate.jwks.keys.provider.remote.uri=https://localhost:1/",
				"microgate.jwks.keys.extensions.ssl-bundle=idp");

	@Test
	void runWhenBundleIsKnownThenStarts() {
		this.runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.pem.idp.truststore.certificate=file:/no/such/file.crt")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RunningConfiguration.class));
	}

	@Test
	void runWhenBundleIsUnknownThenReported() {
		this.runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.pem.idp2.truststore.certificate=file:/no/such/file.crt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.asString()
				.contains("microgate.jwks.keys.extensions.ssl-bundle", "Did you mean 'idp2'?"));
	}

	@Test
	void runWhenApplicationHasNoBundlesThenReported() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.asString()
			.contains("must name an SSL bundle of the application"));
	}

	@Test
	void runWhenBundleIsNotAskedForThenBundlesAreNotNeeded() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(CheckedConfiguration.class));
	}

}
