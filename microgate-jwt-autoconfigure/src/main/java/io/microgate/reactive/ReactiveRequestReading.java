package io.microgate.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.AllowedRewriting;
import io.microgate.coverage.RequestReadingProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ContentVersionStrategy;
import org.springframework.web.reactive.resource.ResourceResolver;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.resource.VersionResourceResolver;
import org.springframework.web.reactive.resource.VersionStrategy;

/**
 * Makes sure at start that what answers a request on the reactive stack reads it as what
 * has decided about it. (What a gateway sends to its upstreams is its own affair.)
 */
final class ReactiveRequestReading implements SmartInitializingSingleton {

	private static final boolean WEBFLUX = ClassUtils.isPresent("org.springframework.web.reactive.HandlerMapping",
			ReactiveRequestReading.class.getClassLoader());

	private final ApplicationContext context;

	private final AllowedRewriting allowed;

	private final boolean last;

	/**
	 * Creates the check.
	 * @param context the context of a server
	 * @param configuration says what is allowed
	 * @param last whether no other context with a server comes later
	 */
	ReactiveRequestReading(ApplicationContext context, CheckedConfiguration configuration, boolean last) {
		this.context = context;
		this.allowed = new AllowedRewriting(configuration.properties().allowRewriting());
		this.last = last;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<RequestReadingProblem> problems = new ArrayList<>(new ReactiveFilters(this.context).findRewriting());
		if (WEBFLUX) {
			problems.addAll(HandlerMappings.find(this.context));
		}
		this.allowed.require(problems, this.context, this.last);
	}

	/** Apart, so that it is loaded with WebFlux only. */
	private static final class HandlerMappings {

		private HandlerMappings() {
		}

		static List<RequestReadingProblem> find(ApplicationContext context) {
			List<RequestReadingProblem> problems = new ArrayList<>();
			for (Map.Entry<String, HandlerMapping> bean : BeanFactoryUtils
				.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
				.entrySet()) {
				if (bean.getValue() instanceof AbstractHandlerMapping known
						&& !known.getPathPatternParser().isCaseSensitive()) {
					problems
						.add(RequestReadingProblem.handlerMapping(Set.of(bean.getKey()), "ignores the case of paths"));
				}
				String strategy = (bean.getValue() instanceof AbstractUrlHandlerMapping known)
						? strategy(known, context) : null;
				if (strategy != null) {
					problems.add(RequestReadingProblem.resources(bean.getKey(), strategy));
				}
			}
			return problems;
		}

		/** The strategy by which a handler finds a resource at other paths. */
		private static @Nullable String strategy(AbstractUrlHandlerMapping mapping, ApplicationContext context) {
			for (Object registered : mapping.getHandlerMap().values()) {
				Object handler = (registered instanceof String name
						&& context.isTypeMatch(name, ResourceWebHandler.class)) ? context.getBean(name) : registered;
				String strategy = (handler instanceof ResourceWebHandler resources) ? strategy(resources) : null;
				if (strategy != null) {
					return strategy;
				}
			}
			return null;
		}

		private static @Nullable String strategy(ResourceWebHandler resources) {
			for (ResourceResolver resolver : resources.getResourceResolvers()) {
				if (resolver instanceof VersionResourceResolver versions) {
					for (VersionStrategy strategy : versions.getStrategyMap().values()) {
						if (!(strategy instanceof ContentVersionStrategy)) {
							return ClassUtils.getShortName(strategy.getClass());
						}
					}
				}
			}
			return null;
		}

	}

}
