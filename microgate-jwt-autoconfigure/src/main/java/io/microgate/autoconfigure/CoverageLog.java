package io.microgate.autoconfigure;

import java.util.List;

import io.microgate.coverage.RouteCoverage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.log.LogMessage;

/**
 * Logs what no mapping of the application reaches once it has started, and at debug level
 * the coverage of all routes. What is not logged is not computed.
 */
final class CoverageLog implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(RouteCoverage.class);

	private final ObjectProvider<RouteCoverage> coverage;

	CoverageLog(ObjectProvider<RouteCoverage> coverage) {
		this.coverage = coverage;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (logger.isWarnEnabled()) {
			this.coverage.ifAvailable(CoverageLog::warnOfUnreachableEntries);
		}
		if (logger.isDebugEnabled()) {
			this.coverage.ifAvailable(
					(available) -> logger.debug(LogMessage.format("Route coverage:%n%s", available.describe())));
		}
	}

	/** Where no mapping is known, all entries would seem to be unreachable. */
	private static void warnOfUnreachableEntries(RouteCoverage coverage) {
		List<String> entries = coverage.knowsMappings() ? coverage.unreachableEntries() : List.of();
		if (!entries.isEmpty()) {
			logger.warn("No mapping of the application has requests that these policy entries decide about:%n%s"
				.formatted(LogBlock.of(entries)));
		}
	}

}
