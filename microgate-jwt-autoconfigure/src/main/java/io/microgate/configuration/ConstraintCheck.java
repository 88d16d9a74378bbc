package io.microgate.configuration;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.SetComponents;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Validates the specs against the constraints on their components (Bean Validation).
 */
final class ConstraintCheck {

	private static final Comparator<ConstraintViolation<?>> ORDER = Comparator
		.comparing((ConstraintViolation<?> violation) -> !ConstraintTexts.isFundamental(annotation(violation)))
		.thenComparing(ConstraintViolation::getMessage);

	private final Problems problems;

	ConstraintCheck(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		Map<String, ConstraintViolation<?>> firsts = new TreeMap<>();
		for (ConstraintViolation<?> violation : validate(properties)) {
			firsts.merge(key(violation), violation, (one, other) -> (ORDER.compare(one, other) <= 0) ? one : other);
		}
		firsts.values().forEach(this::report);
	}

	/**
	 * Of several constraints on one value one is reported; constraints on an object count
	 * each.
	 */
	private static String key(ConstraintViolation<?> violation) {
		String path = path(violation).text();
		return isOnObject(violation) ? path + " " + annotation(violation).annotationType().getSimpleName() : path;
	}

	/**
	 * No expression language is needed at run time, and messages are the same whatever
	 * the locale of the machine.
	 */
	private static Set<ConstraintViolation<MicrogateProperties>> validate(MicrogateProperties properties) {
		HibernateValidatorConfiguration configuration = Validation.byProvider(HibernateValidator.class).configure();
		ConstraintMapping lengths = configuration.createConstraintMapping();
		lengths.constraintDefinition(Size.class).validatedBy(CodePointLengthValidator.class);
		try (ValidatorFactory factory = configuration.addMapping(lengths)
			.ignoreXmlConfiguration()
			.constraintValidatorFactory(new AccessibleValidators())
			.defaultLocale(Locale.ENGLISH)
			.messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
			.buildValidatorFactory()) {
			return factory.getValidator().validate(properties);
		}
	}

	private void report(ConstraintViolation<?> violation) {
		PropertyPath path = path(violation);
		if (annotation(violation) instanceof NotNull) {
			this.problems.addMissing(path, "is required",
					"Add '%s'".formatted(this.problems.key(path, component(violation))));
		}
		else if (!isTooFew(violation) || !this.problems.damage().hasStray(path)) {
			this.problems.add(path, violation.getInvalidValue(), ConstraintTexts.rule(violation),
					ConstraintTexts.cure(violation));
		}
	}

	private static boolean isOnObject(ConstraintViolation<?> violation) {
		return violation.getLeafBean() == violation.getInvalidValue();
	}

	private static boolean isTooFew(ConstraintViolation<?> violation) {
		Annotation annotation = annotation(violation);
		return annotation instanceof AtLeastOneOf || annotation instanceof ExactlyOneOf one
				&& SetComponents.of(violation.getInvalidValue(), one.value()).isEmpty();
	}

	private static Annotation annotation(ConstraintViolation<?> violation) {
		return violation.getConstraintDescriptor().getAnnotation();
	}

	private static String component(ConstraintViolation<?> violation) {
		String component = "";
		for (Path.Node node : violation.getPropertyPath()) {
			component = (node.getKind() == ElementKind.PROPERTY) ? node.getName() : component;
		}
		return component;
	}

	private static PropertyPath path(ConstraintViolation<?> violation) {
		PropertyPath path = PropertyPath.ROOT;
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.isInIterable()) {
				path = element(path, node.getKey(), node.getIndex());
			}
			if (node.getKind() == ElementKind.PROPERTY) {
				path = path.child(node.getName());
			}
		}
		return path;
	}

	private static PropertyPath element(PropertyPath path, @Nullable Object key, @Nullable Integer index) {
		if (key != null) {
			return path.entry(key.toString());
		}
		return (index != null) ? path.element(index) : path;
	}

}
