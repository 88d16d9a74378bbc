package io.microgate.verdict;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The servers that {@link ReactiveSeeingApplication} runs on.
 */
final class ReactiveSeeingStacks {

	static final TestStack NETTY = new TestStack("netty", WebApplicationType.REACTIVE, OnNetty.class,
			"spring.webflux.base-path");

	static final TestStack TOMCAT = new TestStack("tomcat", WebApplicationType.REACTIVE, OnTomcat.class,
			"spring.webflux.base-path");

	private ReactiveSeeingStacks() {
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
			TomcatReactiveManagementContextAutoConfiguration.class })
	@Import(ReactiveSeeingApplication.class)
	static class OnNetty {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { NettyReactiveWebServerAutoConfiguration.class,
			NettyReactiveManagementContextAutoConfiguration.class })
	@Import(ReactiveSeeingApplication.class)
	static class OnTomcat {

	}

}
