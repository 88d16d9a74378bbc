package io.microgate.explorer;

import io.microgate.autoconfigure.MicrogateAutoConfiguration;
import io.microgate.runtime.RunningConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link AutoConfiguration Auto-configuration} of the page that shows and explains the
 * configuration in force. It is off until {@code microgate.explorer.enabled} switches it
 * on.
 */
@AutoConfiguration(after = MicrogateAutoConfiguration.class,
		beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(RunningConfiguration.class)
@ConditionalOnBooleanProperty("microgate.explorer.enabled")
@ImportRuntimeHints(ExplorerRuntimeHints.class)
public final class ExplorerAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	ExplorerEndpoint microgateExplorerEndpoint() {
		return new ExplorerEndpoint(ExplorerPage.read());
	}

}
