package io.microgate.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.List;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.GoDuration;
import io.microgate.match.Cidr;
import io.microgate.match.Re2;
import jakarta.validation.Constraint;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers what a native image has to keep for reflection: the specs, which are read
 * component by component, and what checks them.
 */
final class MicrogateRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<Class<? extends Annotation>> CONSTRAINTS = List.of(AnyOf.class, AtLeastOneOf.class,
			AtMostOneOf.class, Cidr.class, ExactlyOneOf.class, GoDuration.class, Re2.class);

	/** The requests that filter chains are asked about at start. */
	private static final List<String> PROXIED = List.of("org.springframework.web.server.ServerWebExchange",
			"jakarta.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletMapping",
			"jakarta.servlet.ServletContext");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), MicrogateProperties.class);
		CONSTRAINTS.forEach((constraint) -> registerValidators(hints, constraint));
		hints.reflection().registerTypeIfPresent(classLoader, BuildTimeConditions.ACTUATOR);
		PROXIED.forEach((type) -> hints.proxies().registerJdkProxy(TypeReference.of(type)));
	}

	private static void registerValidators(RuntimeHints hints, Class<? extends Annotation> constraint) {
		Constraint validation = constraint.getAnnotation(Constraint.class);
		if (validation != null) {
			List.of(validation.validatedBy())
				.forEach((validator) -> hints.reflection()
					.registerType(validator, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		}
	}

}
