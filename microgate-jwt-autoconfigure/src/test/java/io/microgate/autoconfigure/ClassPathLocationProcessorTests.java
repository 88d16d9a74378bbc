package io.microgate.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

/**
 * Tests for {@link ClassPathLocationProcessor}.
 */
class ClassPathLocationProcessorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			microgate.manifests[0]=classpath:/cluster/            | cluster/team/routes.yaml
			microgate.manifests[0]=classpath:cluster              | cluster/routes.yml
			microgate.manifests[0]=classpath:/cluster/routes.yaml | cluster/routes.yaml
			microgate.manifests=file:/etc/a/,classpath:/cluster/  | cluster/routes.yaml
			MICROGATE_MANIFESTS=classpath:/cluster/               | cluster/routes.yaml
			microgate.secrets.backup=classpath:/keys/backup       | keys/backup/jwks.json
			microgate.candidate.locations[0]=classpath:/next.yml  | next.yml
			microgate.secrets.backup=classpath:/${folder}/        | keys/jwks.json
			""")
	void processWhenLocationIsOnClassPathThenIsKept(String property, String name) {
		assertThat(resource().forResource(name)).accepts(hints(property, "folder=keys"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgate.manifests[0]=file:/etc/cluster/", "spring.config.import=classpath:/keys/",
			"microgate.secrets.keys=classpath:/", "microgate.routes.a.paths=/classpath:/keys" })
	void processWhenNoLocationIsOnClassPathThenNothingIsKept(String property) {
		assertThat(hints(property).resources().resourcePatternHints()).isEmpty();
	}

	@Test
	void processWhenPlaceholderIsUnknownThenPasses() {
		assertThat(resource().forResource("keys/jwks.json")).rejects(hints("microgate.secrets.a=classpath:/${b}/"));
	}

	private static RuntimeHints hints(String... properties) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(properties).applyTo(environment);
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerSingleton("environment", environment);
		DefaultGenerationContext context = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
		BeanFactoryInitializationAotContribution contribution = AotServices.factories()
			.load(BeanFactoryInitializationAotProcessor.class)
			.stream()
			.filter(ClassPathLocationProcessor.class::isInstance)
			.findFirst()
			.orElseThrow()
			.processAheadOfTime(beanFactory);
		if (contribution != null) {
			contribution.applyTo(context, mock(BeanFactoryInitializationCode.class));
		}
		return context.getRuntimeHints();
	}

}
