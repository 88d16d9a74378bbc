package io.microgate.autoconfigure;

import io.microgate.coverage.RouteCoverage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.log.LogMessage;

/**
 * Logs the coverage of routes once the application has started, at debug level. What
 * nobody reads is not computed.
 */
final class CoverageLog implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(RouteCoverage.class);

	private final ObjectProvider<RouteCoverage> coverage;

	CoverageLog(ObjectProvider<RouteCoverage> coverage) {
		this.coverage = coverage;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (logger.isDebugEnabled()) {
			this.coverage.ifAvailable(
					(available) -> logger.debug(LogMessage.format("Route coverage:%n%s", available.describe())));
		}
	}

}
