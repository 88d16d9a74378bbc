package io.microgate.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.Confidential;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.NotSupportedYet;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Range;
import io.microgate.constraint.Re2;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.engine.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers what a native image has to keep for reflection: the specs, which are read
 * component by component, what is written as JSON, and what is looked for by name.
 */
final class MicrogateRuntimeHints implements RuntimeHintsRegistrar {

	/** What the schema of the configuration reads from the specs. */
	private static final List<Class<? extends Annotation>> CONSTRAINTS = List.of(AnyOf.class, AtLeastOneOf.class,
			AtMostOneOf.class, Cidr.class, Confidential.class, ExactlyOneOf.class, FieldName.class, GoDuration.class,
			NotSupportedYet.class, Pattern.class, Range.class, Re2.class, Required.class, Size.class,
			UniqueItems.class);

	/** The requests that filter chains are asked about at start. */
	private static final List<String> PROXIED = List.of("org.springframework.web.server.ServerWebExchange",
			"jakarta.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletMapping",
			"jakarta.servlet.ServletContext");

	/**
	 * Types whose presence decides what is done: without a hint they seem to be absent.
	 */
	private static final List<String> OPTIONAL = List.of("io.microgate.explorer.ExplorerAutoConfiguration",
			"jakarta.servlet.ServletRequest", "jakarta.servlet.http.HttpServletRequest",
			"org.apache.catalina.startup.Tomcat", "org.apache.catalina.valves.RemoteIpValve",
			"org.eclipse.jetty.server.Server", "org.slf4j.spi.LoggingEventBuilder", BuildTimeConditions.ACTUATOR,
			"org.springframework.boot.jetty.ConfigurableJettyWebServerFactory",
			"org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory",
			"org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath",
			"org.springframework.web.reactive.HandlerMapping", "org.springframework.web.servlet.HandlerMapping",
			"reactor.core.scheduler.Schedulers", "reactor.netty.Connection",
			"reactor.netty.http.server.HttpServerRequest");

	/** Filters that change requests, which a servlet container knows by name. */
	private static final List<String> REWRITING = List.of("org.springframework.web.filter.ForwardedHeaderFilter",
			"org.springframework.web.filter.HiddenHttpMethodFilter", "org.springframework.web.filter.UrlHandlerFilter");

	/** Is loaded by name, and asked for its state. */
	private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private static final String KNOWN_ANSWERS = "io/microgate/jose/known-answers.json";

	/** Private fields that are read. */
	private static final Map<String, String> FIELDS = Map.of("org.springframework.web.filter.CompositeFilter",
			"filters", "org.springframework.web.filter.DelegatingFilterProxy", "targetBeanName",
			"org.springframework.web.filter.UrlHandlerFilter", "handlers",
			"org.springframework.web.filter.reactive.UrlHandlerFilter", "handlers",
			"org.springframework.http.server.reactive.ContextPathCompositeHandler", "handlerMap");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ReflectionHints reflection = hints.reflection();
		new BindingReflectionHintsRegistrar().registerReflectionHints(reflection, MicrogateProperties.class,
				Explanation.class);
		CONSTRAINTS.forEach((type) -> reflection.registerType(type, MemberCategory.INVOKE_DECLARED_METHODS));
		PROXIED.forEach((type) -> hints.proxies().registerJdkProxy(TypeReference.of(type)));
		OPTIONAL.forEach((type) -> reflection.registerTypeIfPresent(classLoader, type));
		reflection.registerTypeIfPresent(classLoader, CORRETTO, MemberCategory.ACCESS_PUBLIC_FIELDS,
				MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.resources().registerPattern(KNOWN_ANSWERS);
		REWRITING.forEach((type) -> reflection.registerTypeIfPresent(classLoader, type));
		FIELDS.forEach(
				(type, field) -> reflection.registerTypeIfPresent(classLoader, type, (hint) -> hint.withField(field)));
	}

}
