package io.microgate.autoconfigure;

import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;

import io.microgate.actuate.MicrogateExplainEndpoint;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.reactive.ExplainBodyReader;
import io.microgate.request.ForwardedHeaders;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.servlet.ExplainBodyConverter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The endpoint that explains requests, and what keeps its parameters out of Spring's log
 * on each stack.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
final class ExplainConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	MicrogateExplainEndpoint microgateExplainEndpoint(RunningConfiguration configuration,
			@Qualifier("microgateOpenPaths") ObjectProvider<OpenPaths> openPaths, ApplicationContext context,
			@Qualifier("microgateClock") Clock clock, PolicyDecisionPoint decisionPoint) {
		Environment environment = context.getEnvironment();
		ConfigurationExplainer explainer = new ConfigurationExplainer(configuration::current,
				openPaths.getIfAvailable(() -> OpenPaths.NONE), contextPath(context), clock);
		return new MicrogateExplainEndpoint(explainer, new ForwardedHeaders(environment).areUsed(),
				decisionPoint.failures());
	}

	/** As Spring Boot reads it. */
	private static String contextPath(ApplicationContext context) {
		String property = (context instanceof ReactiveWebApplicationContext) ? "spring.webflux.base-path"
				: "server.servlet.context-path";
		String path = context.getEnvironment().getProperty(property, "").strip();
		String begun = (path.isEmpty() || path.startsWith("/")) ? path : '/' + path;
		return begun.endsWith("/") ? begun.substring(0, begun.length() - 1) : begun;
	}

	private static Supplier<String> path(ObjectProvider<PathMappedEndpoints> endpoints) {
		return SingletonSupplier
			.of(() -> Objects.requireNonNull(endpoints.getObject().getPath(MicrogateExplainEndpoint.ID)));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(WebMvcConfigurer.class)
	static class ServletBodyConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		@ConditionalOnAvailableEndpoint(endpoint = MicrogateExplainEndpoint.class)
		WebMvcConfigurer microgateExplainBodyConverter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new ExplainBodyConverter(path(endpoints));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ WebFluxConfigurer.class, AbstractWebFluxEndpointHandlerMapping.class })
	static class ReactiveBodyConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnAvailableEndpoint(endpoint = MicrogateExplainEndpoint.class)
		WebFluxConfigurer microgateExplainBodyReader(ObjectProvider<PathMappedEndpoints> endpoints) {
			Supplier<String> path = path(endpoints);
			return new WebFluxConfigurer() {

				@Override
				public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
					codecs.customCodecs().register(new ExplainBodyReader(codecs, path));
				}

			};
		}

	}

}
