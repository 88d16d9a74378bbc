package io.microgate.reactive;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.util.StringUtils;

/**
 * Puts a {@link BasePathHandler} before the handler that Spring Boot makes for a base
 * path.
 */
final class BasePathProcessor implements BeanPostProcessor {

	private final Supplier<@Nullable String> basePath;

	BasePathProcessor(Supplier<@Nullable String> basePath) {
		this.basePath = basePath;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ContextPathCompositeHandler handler) {
			String path = this.basePath.get();
			return (path != null && StringUtils.hasText(path)) ? new BasePathHandler(handler, path) : bean;
		}
		return bean;
	}

}
