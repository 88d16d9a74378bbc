package io.microgate.servlet;

import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestThreads}.
 */
class RequestThreadsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private int allowedToWait(String... absentPackages) {
		return new RequestThreads(this.environment, new FilteredClassLoader(absentPackages)).allowedToWait();
	}

	@Test
	void allowedToWaitWhenTomcatIsNotConfiguredThenQuarterOfItsDefault() {
		assertThat(allowedToWait("org.eclipse.jetty")).isEqualTo(50);
	}

	@Test
	void allowedToWaitWhenTomcatIsConfiguredThenQuarter() {
		this.environment.setProperty("server.tomcat.threads.max", "20");
		assertThat(allowedToWait("org.eclipse.jetty")).isEqualTo(5);
		this.environment.setProperty("server.tomcat.threads.max", "3");
		assertThat(allowedToWait("org.eclipse.jetty")).isOne();
	}

	@Test
	void allowedToWaitWhenThreadsAreNotKnownThenDefault() {
		this.environment.setProperty("server.tomcat.threads.max", "20");
		assertThat(allowedToWait("org.apache.catalina", "org.eclipse.jetty")).isEqualTo(64);
	}

	@Test
	void allowedToWaitWhenJettyThenQuarterOfItsThreads() {
		this.environment.setProperty("server.jetty.threads.max", "40");
		this.environment.setProperty("server.tomcat.threads.max", "20");
		ClassLoader jetty = new ByteBuddy().subclass(Object.class)
			.name("org.eclipse.jetty.server.Server")
			.make()
			.load(new FilteredClassLoader("org.apache.catalina"))
			.getLoaded()
			.getClassLoader();
		assertThat(new RequestThreads(this.environment, jetty).allowedToWait()).isEqualTo(10);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void allowedToWaitWhenThreadsAreVirtualThenDefault() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		this.environment.setProperty("server.tomcat.threads.max", "20");
		assertThat(allowedToWait()).isEqualTo(64);
	}

}
