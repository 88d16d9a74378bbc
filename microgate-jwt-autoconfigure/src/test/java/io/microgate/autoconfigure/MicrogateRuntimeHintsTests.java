package io.microgate.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwks.JwksSpec;
import io.microgate.route.RouteSpec;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

/**
 * Tests for {@link MicrogateRuntimeHints}: everything that is reached from the
 * configuration's root by reflection is registered.
 */
class MicrogateRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	private final Set<Class<?>> specs = new HashSet<>();

	@Test
	void registerHintsWhenProcessedThenSpecsAreKept() {
		AotServices.factories()
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(MicrogateRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
		visit(MicrogateProperties.class);
		assertThat(this.specs).contains(JwksSpec.class, RouteSpec.class).hasSizeGreaterThan(30);
		for (Class<?> spec : this.specs) {
			assertThat(reflection().onType(spec)).accepts(this.hints);
			for (RecordComponent component : spec.getRecordComponents()) {
				assertThat(reflection().onMethodInvocation(component.getAccessor())).accepts(this.hints);
			}
			assertThat(reflection().onConstructorInvocation(spec.getDeclaredConstructors()[0])).accepts(this.hints);
		}
		assertThat(proxies().forInterfaces(ServerWebExchange.class)).accepts(this.hints);
	}

	private void visit(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			for (Type argument : parameterized.getActualTypeArguments()) {
				visit(argument);
			}
		}
		if (type instanceof Class<?> spec && spec.isRecord() && this.specs.add(spec)) {
			for (RecordComponent component : spec.getRecordComponents()) {
				visit(component.getGenericType());
			}
		}
	}

}
