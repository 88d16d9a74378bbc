package io.microgate.verdict;

import java.util.List;
import org.springframework.boot.WebApplicationType;

/**
 * A web stack that the table is run against.
 *
 * @param name {@code servlet} or {@code reactive}
 * @param type what Spring Boot is told, as both stacks are on the class path
 * @param application the application: it answers 200 to every path with the name of the
 * user, but to {@code /vault/secret} with the secret, and has a {@link DecisionRecorder}
 * @param basePathProperty the property that mounts it elsewhere
 * @param forgetful whether no JWT remembers tokens
 */
record TestStack(String name, WebApplicationType type, Class<?> application, String basePathProperty,
		boolean forgetful) {

	static final String SECRET = "the secret of the vault";

	/** Header fields that an answer shows as the handler sees them. */
	static final List<String> FIELDS = List.of("X-User", "X-Data", "X-Unused", "Authorization", "X-Token", "DPoP");

	/** On Tomcat. */
	static final TestStack SERVLET = new TestStack("servlet", WebApplicationType.SERVLET, ServletTestApplication.class,
			"server.servlet.context-path");

	/** On Netty. */
	static final TestStack REACTIVE = new TestStack("reactive", WebApplicationType.REACTIVE,
			ReactiveTestApplication.class, "spring.webflux.base-path");

	TestStack(String name, WebApplicationType type, Class<?> application, String basePathProperty) {
		this(name, type, application, basePathProperty, false);
	}

	TestStack withoutMemory() {
		return new TestStack(this.name, this.type, this.application, this.basePathProperty, true);
	}

}
