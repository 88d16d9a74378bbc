package io.microgate.autoconfigure;

import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Modifier;

import org.springframework.aot.generate.GeneratedClass;
import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.CodeBlock;
import org.springframework.javapoet.MethodSpec;

/**
 * Adds an {@link AheadOfTimeGuard} to every application that is processed ahead of time,
 * whether Microgate is enabled there or not.
 */
final class AheadOfTimeGuardProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beanFactory) {
		Map<String, String> conditions = BuildTimeConditions.read(beanFactory);
		Set<String> profiles = NamedProfiles
			.read(beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
		return (context, code) -> {
			// In the package of the guard, which is not public
			GeneratedClass guard = context.getGeneratedClasses()
				.addForFeatureComponent("Registration", AheadOfTimeGuard.class,
						(type) -> type.addModifiers(Modifier.PUBLIC));
			GeneratedMethod register = guard.getMethods()
				.add("register", (method) -> generateRegistration(method, conditions, profiles));
			code.addInitializer(register.toMethodReference());
		};
	}

	private static void generateRegistration(MethodSpec.Builder method, Map<String, String> conditions,
			Set<String> profiles) {
		method.addModifiers(Modifier.PUBLIC, Modifier.STATIC);
		method.addParameter(ConfigurableListableBeanFactory.class, "beanFactory");
		method.addStatement("$T.register(beanFactory, $T.ofEntries($L), $T.of($L))", AheadOfTimeGuard.class, Map.class,
				conditions.entrySet()
					.stream()
					.map((entry) -> CodeBlock.of("$T.entry($S, $S)", Map.class, entry.getKey(), entry.getValue()))
					.collect(CodeBlock.joining(", ")),
				Set.class,
				profiles.stream().map((profile) -> CodeBlock.of("$S", profile)).collect(CodeBlock.joining(", ")));
	}

}
