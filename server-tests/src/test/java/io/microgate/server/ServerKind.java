package io.microgate.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.WebApplicationType;

/**
 * The servers of both stacks.
 */
enum ServerKind {

	TOMCAT(WebApplicationType.SERVLET, "tomcat.autoconfigure", "Tomcat"),

	JETTY(WebApplicationType.SERVLET, "jetty.autoconfigure", "Jetty"),

	NETTY(WebApplicationType.REACTIVE, "reactor.netty.autoconfigure", "Netty"),

	REACTIVE_TOMCAT(WebApplicationType.REACTIVE, "tomcat.autoconfigure", "Tomcat"),

	REACTIVE_JETTY(WebApplicationType.REACTIVE, "jetty.autoconfigure", "Jetty");

	private static final String MVC = ",org.springframework.cloud.gateway.server.mvc.";

	/** These do not look at the property. */
	private static final String GATEWAY_MVC = MVC + "filter.FilterAutoConfiguration" + MVC
			+ "handler.HandlerFunctionAutoConfiguration" + MVC + "handler.GatewayMultipartAutoConfiguration" + MVC
			+ "predicate.PredicateAutoConfiguration" + MVC + "config.DefaultFunctionConfiguration";

	private final WebApplicationType type;

	private final String room;

	private final String server;

	ServerKind(WebApplicationType type, String room, String server) {
		this.type = type;
		this.room = room;
		this.server = server;
	}

	WebApplicationType type() {
		return this.type;
	}

	Class<?> application() {
		return isReactive() ? ReactiveEchoApplication.class : EchoApplication.class;
	}

	/**
	 * Switches the other servers of the stack off, and the gateway of the other stack.
	 */
	Map<String, Object> properties() {
		String others = Arrays.stream(values())
			.filter((kind) -> !kind.room.equals(this.room))
			.map((kind) -> kind.autoConfigurations(isReactive() ? "Reactive" : "Servlet"))
			.distinct()
			.collect(Collectors.joining(","));
		others += isReactive() ? GATEWAY_MVC : "";
		String gateway = isReactive() ? "webmvc" : "webflux";
		return Map.of("spring.autoconfigure.exclude", others, "spring.cloud.gateway.server." + gateway + ".enabled",
				"false", "spring.reactor.netty.shutdown-quiet-period", "0s");
	}

	/** Tomcat and Jetty serve both stacks. */
	private String autoConfigurations(String stack) {
		String web = (this != NETTY) ? stack.toLowerCase(Locale.ROOT) + "." : "";
		return "org.springframework.boot.%1$s.%2$s%3$s%4$sWebServerAutoConfiguration,org.springframework.boot.%1$s.actuate.web.server.%3$s%4$sManagementContextAutoConfiguration"
			.formatted(this.room, web, this.server, stack);
	}

	private boolean isReactive() {
		return this.type == WebApplicationType.REACTIVE;
	}

}
