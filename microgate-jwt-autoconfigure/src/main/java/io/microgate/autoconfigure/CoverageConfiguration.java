package io.microgate.autoconfigure;

import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.CoveredStack;
import io.microgate.coverage.DefaultRouteCoverage;
import io.microgate.coverage.RouteCoverage;
import io.microgate.route.OpenPath;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.RunningConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Provides the route coverage, to which each web stack adds how its mappings are read.
 */
@Configuration(proxyBeanMethods = false)
final class CoverageConfiguration {

	@Bean
	CoveredServers microgateCoveredServers(ApplicationContext context, ObjectProvider<CoveredStack> stack) {
		return new CoveredServers(context, stack);
	}

	/** Created when a bean asks for it. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	RouteCoverage microgateRouteCoverage(RunningConfiguration running, CoveredServers servers,
			ObjectProvider<CoveredStack> stack, @Qualifier("microgateOpenPaths") ObjectProvider<OpenPaths> openPaths,
			@Qualifier("microgateManagementOpenPaths") ObjectProvider<OpenPaths> managementOpenPaths) {
		return new DefaultRouteCoverage(() -> covered(running.current().configuration(), stack), servers::mappings,
				() -> paths(openPaths), () -> paths(managementOpenPaths))
			.withMetadata(() -> running.current().routes().metadata().paths());
	}

	private static CoveredConfiguration covered(CheckedConfiguration configuration,
			ObjectProvider<CoveredStack> stack) {
		MicrogateProperties properties = configuration.properties();
		return new CoveredConfiguration(properties.routes(), properties.accessControlPolicies(), properties.jwts(),
				configuration.entryNames(), unmatched(configuration, stack));
	}

	private static Unmatched unmatched(CheckedConfiguration configuration, ObjectProvider<CoveredStack> stack) {
		CoveredStack available = stack.getIfAvailable();
		if (available != null && available.hasOtherChains()) {
			return Unmatched.LEFT_TO_OTHERS;
		}
		return configuration.passesUnmatchedRequests() ? Unmatched.PASSED : Unmatched.REFUSED;
	}

	private static List<OpenPath> paths(ObjectProvider<OpenPaths> openPaths) {
		OpenPaths available = openPaths.getIfAvailable();
		return (available != null) ? available.paths() : List.of();
	}

	@Bean
	CoverageLog microgateCoverageLog(ObjectProvider<RouteCoverage> coverage) {
		return new CoverageLog(coverage);
	}

}
