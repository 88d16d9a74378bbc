package io.microgate.autoconfigure;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.constraint.Size;
import io.microgate.engine.Explanation;
import io.microgate.jose.Signatures;
import io.microgate.jwks.JwksSpec;
import io.microgate.route.RouteSpec;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.FieldHint;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ResourcePatternHint;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

/**
 * Tests for {@link MicrogateRuntimeHints}: everything that is reached by reflection is
 * registered, and nothing else.
 */
@Tag("slow")
class MicrogateRuntimeHintsTests {

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
		.importPackages("io.microgate")
		.that(not(assignableTo(MicrogateRuntimeHints.class)));

	/** Constants that are compared with the name of a class and never looked up. */
	private static final Set<String> COMPARED = Set.of("jakarta.servlet.Servlet",
			"jakarta.servlet.request.X509Certificate",
			"org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory",
			"org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory",
			"org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory",
			"org.springframework.web.HttpRequestHandler", "org.springframework.web.cors.PreFlightRequestHandler",
			"org.springframework.web.cors.reactive.PreFlightRequestHandler",
			"org.springframework.web.reactive.function.server.HandlerFunction",
			"org.springframework.web.reactive.socket.WebSocketHandler", "org.springframework.web.server.WebHandler",
			"org.springframework.web.servlet.HandlerInterceptor",
			"org.springframework.web.servlet.function.HandlerFunction",
			"org.springframework.web.servlet.mvc.Controller", "org.springframework.web.socket.WebSocketHandler",
			"org.springframework.web.socket.sockjs.SockJsService");

	private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private static final String KNOWN_ANSWERS = "io/microgate/jose/known-answers.json";

	private static final RuntimeHints REGISTERED = registered();

	private static final List<Reflected> REQUIRED = required();

	@Test
	void registerHintsWhenProcessedThenNothingIsMissing() {
		assertThat(ReflectedElements.specs()).contains(JwksSpec.class, RouteSpec.class).hasSizeGreaterThan(60);
		assertThat(missing(REGISTERED)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("names")
	void registerHintsWhenOneIsTakenAwayThenMissing(String name) {
		assertThat(missing(without(name))).isNotEmpty();
	}

	@Test
	void namesWhenProcessedThenOfEveryKind() {
		assertThat(names()).contains(JwksSpec.class.getName(), Size.class.getName() + "#INVOKE_DECLARED_METHODS",
				CORRETTO + "#INVOKE_PUBLIC_METHODS",
				AbstractHandlerMapping.class.getName() + "#corsConfigurationSource", KNOWN_ANSWERS);
	}

	@Test
	void registerHintsWhenProcessedThenRequestsCanBeProxied() {
		assertThat(Stream.of(ServerWebExchange.class, HttpServletRequest.class, HttpServletMapping.class,
				ServletContext.class))
			.allSatisfy((type) -> assertThat(proxies().forInterfaces(type)).accepts(REGISTERED));
		assertThat(REGISTERED.proxies().jdkProxyHints()).hasSize(4);
	}

	/**
	 * Types, members and resources. Types of the JDK are kept anyway; Spring chooses the
	 * members of what is bound.
	 */
	static Set<String> names() {
		RuntimeHints bound = new RuntimeHints();
		new BindingReflectionHintsRegistrar().registerReflectionHints(bound.reflection(), MicrogateProperties.class,
				Explanation.class);
		Set<String> names = new TreeSet<>();
		copy((name) -> {
			String type = name.replaceFirst("#.*", "");
			if (!type.startsWith("java.")
					&& (type.equals(name) || bound.reflection().getTypeHint(TypeReference.of(type)) == null)) {
				names.add(name);
			}
			return true;
		});
		return names;
	}

	private static RuntimeHints registered() {
		RuntimeHints hints = new RuntimeHints();
		AotServices.factories()
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(MicrogateRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, new EveryClassLoader()));
		CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(ImportRuntimeHints.class))
			.flatMap((type) -> Stream.of(type.getAnnotationOfType(ImportRuntimeHints.class).value()))
			.forEach((type) -> BeanUtils.instantiateClass(type).registerHints(hints, new EveryClassLoader()));
		return hints;
	}

	private static RuntimeHints without(String removed) {
		return copy((name) -> !name.equals(removed));
	}

	private static RuntimeHints copy(Predicate<String> kept) {
		RuntimeHints hints = new RuntimeHints();
		REGISTERED.resources()
			.resourcePatternHints()
			.flatMap((hint) -> hint.getIncludes().stream())
			.map(ResourcePatternHint::getPattern)
			// Not the directories that Spring adds
			.filter((pattern) -> pattern.contains("."))
			.filter(kept)
			.forEach(hints.resources()::registerPattern);
		REGISTERED.reflection()
			.typeHints()
			.filter((hint) -> kept.test(hint.getType().getName()))
			.forEach((hint) -> hints.reflection().registerType(hint.getType(), (copy) -> {
				String type = hint.getType().getName();
				hint.getMemberCategories()
					.stream()
					.filter((category) -> kept.test(type + "#" + category))
					.forEach(copy::withMembers);
				hint.fields()
					.map(FieldHint::getName)
					.filter((field) -> kept.test(type + "#" + field))
					.forEach(copy::withField);
				hint.constructors()
					.forEach((constructor) -> copy.withConstructor(constructor.getParameterTypes(),
							constructor.getMode()));
				hint.methods()
					.forEach((method) -> copy.withMethod(method.getName(), method.getParameterTypes(),
							method.getMode()));
			}));
		return hints;
	}

	private static Set<String> missing(RuntimeHints hints) {
		Set<String> missing = new TreeSet<>();
		REQUIRED.forEach((element) -> {
			if (!element.predicate().test(hints)) {
				missing.add(element.name());
			}
		});
		return missing;
	}

	private static List<Reflected> required() {
		RequiredHints required = new RequiredHints(new ArrayList<>());
		ReflectedElements.specs().forEach(required::addRecord);
		ReflectedElements.records(Explanation.class).forEach(required::addRecord);
		ReflectedElements.specs()
			.stream()
			.flatMap((spec) -> ReflectedElements.constraints(spec).stream())
			.forEach(required::addAnnotation);
		ReflectedElements.typeNames(CLASSES)
			.stream()
			.filter((name) -> !COMPARED.contains(name))
			.forEach((name) -> required.add(name, reflection().onType(TypeReference.of(name))));
		Stream.of(HiddenHttpMethodFilter.class, ForwardedHeaderFilter.class, UrlHandlerFilter.class)
			.forEach((filter) -> required.add(filter.getName(), reflection().onType(filter)));
		required.addField(CompositeFilter.class, "filters");
		required.addField(DelegatingFilterProxy.class, "targetBeanName");
		required.addField(UrlHandlerFilter.class, "handlers");
		required.addField(org.springframework.web.filter.reactive.UrlHandlerFilter.class, "handlers");
		required.addField(ContextPathCompositeHandler.class, "handlerMap");
		required.addField(AbstractHandlerMapping.class, "corsConfigurationSource");
		Stream.of(MemberCategory.ACCESS_PUBLIC_FIELDS, MemberCategory.INVOKE_PUBLIC_METHODS)
			.forEach((category) -> required.add(CORRETTO,
					reflection().onType(TypeReference.of(CORRETTO)).withMemberCategory(category)));
		assertThat(Signatures.class.getResource("/" + KNOWN_ANSWERS)).isNotNull();
		required.add(KNOWN_ANSWERS, resource().forResource(KNOWN_ANSWERS));
		return required.elements();
	}

	/**
	 * Something that is reflected on.
	 *
	 * @param name its name
	 * @param predicate whether hints keep it
	 */
	private record Reflected(String name, Predicate<RuntimeHints> predicate) {
	}

	/**
	 * Collects what is reflected on.
	 *
	 * @param elements what has been found
	 */
	private record RequiredHints(List<Reflected> elements) {

		void add(String name, Predicate<RuntimeHints> predicate) {
			this.elements.add(new Reflected(name, predicate));
		}

		void addRecord(Class<?> type) {
			add(type.getName(), reflection().onType(type));
			add(type.getName(), reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]));
			for (RecordComponent component : type.getRecordComponents()) {
				add(component.toString(), reflection().onMethodInvocation(component.getAccessor()));
			}
		}

		void addAnnotation(Class<?> type) {
			assertThat(type).isAssignableTo(Annotation.class);
			add(type.getName(), reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS));
		}

		void addField(Class<?> type, String name) {
			add(type.getName() + "." + name, reflection().onFieldAccess(type, name));
		}

	}

	/** Has every optional class, whatever is on the class path. */
	private static final class EveryClassLoader extends ClassLoader {

		EveryClassLoader() {
			super(MicrogateRuntimeHintsTests.class.getClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) {
			ClassWriter writer = new ClassWriter(0);
			writer.visit(Opcodes.V17, Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, name.replace('.', '/'), null,
					"java/lang/Object", null);
			byte[] bytes = writer.toByteArray();
			return defineClass(name, bytes, 0, bytes.length);
		}

	}

}
