package io.microgate.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Reads CORS configuration from the handler mappings of Spring MVC:
 * {@code addCorsMappings}, {@code @CrossOrigin}, actuator endpoints and handlers that are
 * sources themselves. The request has not been decided yet, so no handler, interceptor or
 * predicate is run.
 */
public final class MvcMappedCors implements MappedCors {

	private final ApplicationContext context;

	private final Supplier<String> servletPrefix;

	/** Handler mappings come into being later than filter chains. */
	private final Map<ApplicationContext, List<AbstractHandlerMapping>> mappings = new ConcurrentHashMap<>();

	/**
	 * Creates the reader.
	 * @param context the application
	 * @param servletPrefix path of the dispatcher servlet, empty for the root
	 */
	public MvcMappedCors(ApplicationContext context, Supplier<String> servletPrefix) {
		this.context = context;
		this.servletPrefix = servletPrefix;
	}

	/**
	 * Whether a functional route takes the request is only known to its predicate. The
	 * configuration of its mapping counts unless a controller takes the request.
	 */
	@Override
	public @Nullable CorsConfiguration find(HttpServletRequest request) {
		ApplicationContext server = server(request);
		if (!isForDispatcherServlet(request, server)) {
			return null;
		}
		HttpServletRequest question = new UndecidedRequest(request);
		ServletRequestPathUtils.parseAndCache(question);
		CorsConfiguration fallback = null;
		for (AbstractHandlerMapping mapping : mappings(server)) {
			if (!runsNoPredicates(mapping)) {
				fallback = (fallback != null) ? fallback : globalCors(mapping, question);
				continue;
			}
			Match match = ask(mapping, question);
			if (match != null) {
				boolean certain = fallback == null || mapping instanceof AbstractHandlerMethodMapping;
				return certain ? match.cors() : fallback;
			}
		}
		return fallback;
	}

	private ApplicationContext server(HttpServletRequest request) {
		ApplicationContext server = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		return (server != null) ? server : this.context;
	}

	/** Spring MVC would leave out the path of any other servlet, too. */
	private boolean isForDispatcherServlet(HttpServletRequest request, ApplicationContext server) {
		if (request.getHttpServletMapping().getMappingMatch() != MappingMatch.PATH) {
			return true;
		}
		return request.getServletPath().equals(isOfManagementPort(server) ? "" : this.servletPrefix.get());
	}

	private boolean isOfManagementPort(ApplicationContext server) {
		return server.getParent() == this.context;
	}

	private List<AbstractHandlerMapping> mappings(ApplicationContext server) {
		List<AbstractHandlerMapping> known = this.mappings.get(server);
		if (known != null) {
			return known;
		}
		Map<String, HandlerMapping> beans = isOfManagementPort(server) ? server.getBeansOfType(HandlerMapping.class)
				: BeanFactoryUtils.beansOfTypeIncludingAncestors(server, HandlerMapping.class, true, false);
		List<HandlerMapping> sorted = new ArrayList<>(beans.values());
		AnnotationAwareOrderComparator.sort(sorted);
		List<AbstractHandlerMapping> found = sorted.stream()
			.filter(AbstractHandlerMapping.class::isInstance)
			.map(AbstractHandlerMapping.class::cast)
			.toList();
		this.mappings.put(server, found);
		return found;
	}

	private static boolean runsNoPredicates(AbstractHandlerMapping mapping) {
		return mapping instanceof AbstractHandlerMethodMapping || mapping instanceof AbstractUrlHandlerMapping;
	}

	private static @Nullable CorsConfiguration globalCors(AbstractHandlerMapping mapping, HttpServletRequest request) {
		if (mapping instanceof RouterFunctionMapping functional && functional.getRouterFunction() == null) {
			return null;
		}
		CorsConfigurationSource source = mapping.getCorsConfigurationSource();
		return (source != null) ? source.getCorsConfiguration(request) : null;
	}

	/**
	 * A request that is not allowed there (405, 415) belongs to the mapping all the same.
	 */
	private static @Nullable Match ask(AbstractHandlerMapping mapping, HttpServletRequest request) {
		try {
			HandlerExecutionChain chain = mapping.getHandler(request);
			return (chain != null) ? new Match(cors(chain, request)) : null;
		}
		catch (ServletException | ResponseStatusException ex) {
			return new Match(globalCors(mapping, request));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Spring MVC puts an interceptor in front that knows the whole configuration. */
	private static @Nullable CorsConfiguration cors(HandlerExecutionChain chain, HttpServletRequest request) {
		return chain.getInterceptorList()
			.stream()
			.filter(CorsConfigurationSource.class::isInstance)
			.map(CorsConfigurationSource.class::cast)
			.map((source) -> new Match(source.getCorsConfiguration(request)))
			.findFirst()
			.orElse(Match.WITHOUT_CORS)
			.cors();
	}

	/**
	 * A handler mapping takes the request.
	 *
	 * @param cors the configuration that counts then, {@code null} for none
	 */
	private record Match(@Nullable CorsConfiguration cors) {

		static final Match WITHOUT_CORS = new Match(null);

	}

}
