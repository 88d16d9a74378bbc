package io.microgate.autoconfigure;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.microgate.coverage.RouteCoverage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

/**
 * Logs policy entries that no mapping of the application reaches, and at debug level the
 * coverage of all routes, shortly after the application is ready: neither the start nor
 * the first requests wait for it. What is not logged is not computed.
 */
final class CoverageLog implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(RouteCoverage.class);

	/** Until then the application is busy with its first requests. */
	private static final int DELAY_SECONDS = 5;

	/** Bean of Spring Cloud Gateway on WebFlux. */
	private static final String GATEWAY = "routePredicateHandlerMapping";

	private final ObjectProvider<RouteCoverage> coverage;

	private final CountDownLatch end = new CountDownLatch(1);

	CoverageLog(ObjectProvider<RouteCoverage> coverage) {
		this.coverage = coverage;
	}

	/**
	 * In a thread that ends: the scheduler of the JDK would outlive a web application
	 * that is undeployed.
	 */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (logger.isWarnEnabled()) {
			Thread thread = new Thread(() -> logLater(event.getApplicationContext()), "microgate-coverage");
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public void destroy() {
		this.end.countDown();
	}

	private void logLater(ConfigurableApplicationContext context) {
		try {
			if (!this.end.await(DELAY_SECONDS, TimeUnit.SECONDS)) {
				log(context);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Beans of an application that stops meanwhile cannot be asked any more. */
	private void log(ConfigurableApplicationContext context) {
		if (!context.isActive()) {
			return;
		}
		try {
			RouteCoverage available = this.coverage.getIfAvailable();
			if (available != null) {
				log(available, context.containsBean(GATEWAY));
			}
		}
		catch (RuntimeException | Error ex) {
			if (context.isActive()) {
				logger.error("The coverage of the routes cannot be computed", ex);
			}
		}
	}

	/**
	 * Where no mapping is known, all entries would seem to be unreachable; in a gateway
	 * those for its routes, which are not read.
	 */
	private static void log(RouteCoverage coverage, boolean gateway) {
		List<String> entries = (coverage.knowsMappings() && !gateway) ? coverage.unreachableEntries() : List.of();
		if (!entries.isEmpty()) {
			logger.warn("No mapping of the application has requests that these policy entries decide about:%n%s"
				.formatted(LogBlock.of(entries)));
		}
		if (logger.isDebugEnabled()) {
			logger.debug(LogMessage.format("Route coverage:%n%s", coverage.describe()));
		}
	}

}
