package io.microgate.autoconfigure;

import io.microgate.configuration.EnabledSwitch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Stops the start with a version of Spring Boot that is too old, before classes fail to
 * link. So it uses nothing of Spring Boot that older versions do not have. It runs as
 * soon as failures are analyzed and logging works.
 */
final class BootVersionGuard implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(BootVersionGuard.class);

	/** Numbers of the oldest version that is supported. */
	private static final int[] OLDEST = { 4, 1, 0 };

	/** Numbers of the newest minor version that the tests have run with. */
	private static final int[] NEWEST_TRIED = { 4, 1 };

	private final @Nullable String version;

	BootVersionGuard() {
		this(SpringBootVersion.getVersion());
	}

	/**
	 * Creates a guard for a version.
	 * @param version the version, {@code null} if it is so old that it does not know
	 */
	BootVersionGuard(@Nullable String version) {
		this.version = version;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (!EnabledSwitch.isOn(event.getEnvironment())) {
			return;
		}
		require(this.version);
		if (this.version != null && compare(this.version, NEWEST_TRIED) > 0) {
			logger.warn("Microgate JWT has not been tried with Spring Boot %s, the newest version it has is %s"
				.formatted(this.version, write(NEWEST_TRIED)));
		}
	}

	/** Stops the start of an application in which no guard has been asked. */
	static void requireSupportedVersion() {
		require(SpringBootVersion.getVersion());
	}

	private static void require(@Nullable String version) {
		if (version == null || compare(version, OLDEST) < 0 || isBefore(version, OLDEST)) {
			throw new UnsupportedBootVersionException(version, write(OLDEST));
		}
	}

	/** Whether it is a milestone, a release candidate or a snapshot of a version. */
	private static boolean isBefore(String version, int[] numbers) {
		return version.startsWith(write(numbers) + "-");
	}

	/** Compares as many numbers as are given. */
	private static int compare(String version, int[] numbers) {
		String[] parts = version.split("[.-]");
		for (int i = 0; i < numbers.length; i++) {
			int number = (i < parts.length && parts[i].matches("[0-9]{1,9}")) ? Integer.parseInt(parts[i]) : 0;
			if (number != numbers[i]) {
				return Integer.compare(number, numbers[i]);
			}
		}
		return 0;
	}

	private static String write(int[] numbers) {
		StringBuilder text = new StringBuilder();
		for (int number : numbers) {
			text.append(text.isEmpty() ? "" : ".").append(number);
		}
		return text.toString();
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
