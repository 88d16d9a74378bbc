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
import io.microgate.engine.Explanation;
import io.microgate.jwks.JwksSpec;
import io.microgate.route.RouteSpec;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.server.ServerWebExchange;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

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

	private static final RuntimeHints REGISTERED = registered();

	private static final List<Reflected> REQUIRED = required();

	@Test
	void registerHintsWhenProcessedThenNothingIsMissing() {
		assertThat(ReflectedElements.specs()).contains(JwksSpec.class, RouteSpec.class).hasSizeGreaterThan(60);
		assertThat(missing(REGISTERED)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("types")
	void registerHintsWhenOneIsTakenAwayThenMissing(TypeReference type) {
		assertThat(missing(without(type))).isNotEmpty();
	}

	@Test
	void registerHintsWhenProcessedThenRequestsCanBeProxied() {
		assertThat(Stream.of(ServerWebExchange.class, HttpServletRequest.class, HttpServletMapping.class,
				ServletContext.class))
			.allSatisfy((type) -> assertThat(proxies().forInterfaces(type)).accepts(REGISTERED));
		assertThat(REGISTERED.proxies().jdkProxyHints()).hasSize(4);
	}

	/** Those of this project and of what it uses; the JDK's are kept anyway. */
	static List<TypeReference> types() {
		return REGISTERED.reflection()
			.typeHints()
			.map(TypeHint::getType)
			.filter((type) -> !type.getName().startsWith("java."))
			.toList();
	}

	private static RuntimeHints registered() {
		RuntimeHints hints = new RuntimeHints();
		AotServices.factories()
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(MicrogateRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, new EveryClassLoader()));
		return hints;
	}

	private static RuntimeHints without(TypeReference removed) {
		RuntimeHints hints = new RuntimeHints();
		REGISTERED.reflection()
			.typeHints()
			.filter((hint) -> !hint.getType().equals(removed))
			.forEach((hint) -> hints.reflection().registerType(hint.getType(), (copy) -> {
				copy.withMembers(hint.getMemberCategories().toArray(MemberCategory[]::new));
				hint.fields().forEach((field) -> copy.withField(field.getName()));
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
