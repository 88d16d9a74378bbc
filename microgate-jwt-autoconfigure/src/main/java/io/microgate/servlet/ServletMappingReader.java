package io.microgate.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.microgate.coverage.Mapping;
import io.microgate.coverage.MappingReader;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Reads the mappings of Spring MVC: controllers, actuator endpoints, functional routes
 * and handlers by URL. Not the error page and static resources.
 */
public final class ServletMappingReader implements MappingReader {

	/** Of Spring Boot, and not to be seen from here. */
	private static final Set<String> NOT_JOINED = Set.of("WelcomePageHandlerMapping", "ManagementErrorEndpoint");

	private final Supplier<String> servletPrefix;

	/**
	 * Creates the reader.
	 * @param servletPrefix path of the dispatcher servlet, empty for the root
	 */
	public ServletMappingReader(Supplier<String> servletPrefix) {
		this.servletPrefix = servletPrefix;
	}

	/**
	 * A dispatcher servlet asks the handler mappings of its context and of those above,
	 * that of a management port only its own.
	 */
	@Override
	public List<Mapping> read(ApplicationContext server, boolean onManagementPort) {
		Map<String, HandlerMapping> handlerMappings = onManagementPort ? server.getBeansOfType(HandlerMapping.class)
				: BeanFactoryUtils.beansOfTypeIncludingAncestors(server, HandlerMapping.class, true, false);
		String prefix = onManagementPort ? "" : this.servletPrefix.get();
		List<Mapping> mappings = new ArrayList<>();
		for (HandlerMapping handlerMapping : handlerMappings.values()) {
			if (handlerMapping instanceof RequestMappingInfoHandlerMapping annotated) {
				annotated.getHandlerMethods()
					.forEach((info, method) -> addAnnotated(mappings, annotated, info, method, prefix,
							onManagementPort));
			}
			else if (handlerMapping instanceof RouterFunctionMapping functional
					&& functional.getRouterFunction() != null) {
				ServletRoutes routes = new ServletRoutes(prefix, isCaseSensitive(functional), onManagementPort);
				functional.getRouterFunction().accept(routes);
				mappings.addAll(routes.mappings());
			}
			else if (handlerMapping instanceof AbstractUrlHandlerMapping byUrl) {
				addByUrl(mappings, byUrl, prefix, onManagementPort);
			}
		}
		return mappings;
	}

	/** Of a path matcher it is not known. */
	private static boolean isCaseSensitive(AbstractHandlerMapping handlerMapping) {
		return handlerMapping.getPatternParser() != null && handlerMapping.getPatternParser().isCaseSensitive();
	}

	private static void addAnnotated(List<Mapping> mappings, AbstractHandlerMapping handlerMapping,
			RequestMappingInfo info, HandlerMethod method, String prefix, boolean onManagementPort) {
		Class<?> type = method.getBeanType();
		if (ErrorController.class.isAssignableFrom(type) || NOT_JOINED.contains(type.getSimpleName())) {
			return;
		}
		Set<String> methods = info.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (methods.contains("GET")) {
			methods.add("HEAD");
		}
		Set<String> answered = methods.contains("OPTIONS") ? Set.of() : Set.of("OPTIONS");
		for (String pattern : info.getPatternValues()) {
			mappings.add(new Mapping(prefix, pattern, isCaseSensitive(handlerMapping), methods, answered,
					conditions(info), method.getShortLogMessage(), onManagementPort));
		}
	}

	/** Without values, which may be confidential. */
	private static List<String> conditions(RequestMappingInfo info) {
		List<String> conditions = new ArrayList<>();
		addNames(conditions, "parameter ", info.getParamsCondition().getExpressions());
		addNames(conditions, "header ", info.getHeadersCondition().getExpressions());
		info.getConsumesCondition().getExpressions().forEach((type) -> conditions.add("consumes " + type));
		info.getProducesCondition().getExpressions().forEach((type) -> conditions.add("produces " + type));
		if (!info.getVersionCondition().isEmpty()) {
			conditions.add("version " + info.getVersionCondition().getVersion());
		}
		if (info.getCustomCondition() != null) {
			conditions.add("a condition of the application");
		}
		return List.copyOf(conditions);
	}

	private static void addNames(List<String> conditions, String kind, Collection<NameValueExpression<String>> names) {
		names.forEach((name) -> conditions.add((name.isNegated() ? "not " : "") + kind + name.getName()));
	}

	/** A forward is not decided again, so where it leads belongs to the name. */
	private static String name(Object handler) {
		if (handler instanceof ParameterizableViewController controller && controller.getViewName() != null
				&& controller.getViewName().startsWith(UrlBasedViewResolver.FORWARD_URL_PREFIX)) {
			return handler.getClass().getName() + " " + controller.getViewName();
		}
		return (handler instanceof String name) ? name : handler.getClass().getName();
	}

	private static void addByUrl(List<Mapping> mappings, AbstractUrlHandlerMapping handlerMapping, String prefix,
			boolean onManagementPort) {
		if (NOT_JOINED.contains(handlerMapping.getClass().getSimpleName())) {
			return;
		}
		Map<String, Object> handlers = new LinkedHashMap<>(handlerMapping.getHandlerMap());
		if (handlerMapping.getRootHandler() != null) {
			handlers.put("/", handlerMapping.getRootHandler());
		}
		if (handlerMapping.getDefaultHandler() != null) {
			handlers.put("/**", handlerMapping.getDefaultHandler());
		}
		handlers.forEach((pattern, handler) -> {
			if (!(handler instanceof ResourceHttpRequestHandler
					|| handler instanceof DefaultServletHttpRequestHandler)) {
				mappings.add(new Mapping(prefix, pattern, isCaseSensitive(handlerMapping), Set.of(), Set.of(),
						List.of(), name(handler), onManagementPort));
			}
		});
	}

}
