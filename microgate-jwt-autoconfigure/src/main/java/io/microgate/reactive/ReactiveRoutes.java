package io.microgate.reactive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.microgate.coverage.Mapping;
import io.microgate.coverage.PredicateTree;
import io.microgate.coverage.PredicateTree.Alternative;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Visits functional routes and makes mappings of them. What only a router function knows
 * itself may be for any path.
 */
final class ReactiveRoutes implements RouterFunctions.Visitor {

	private final String prefix;

	private final boolean caseSensitive;

	private final boolean onManagementPort;

	private final Deque<List<Alternative>> nested = new ArrayDeque<>();

	private final List<Mapping> mappings = new ArrayList<>();

	ReactiveRoutes(String prefix, boolean caseSensitive, boolean onManagementPort) {
		this.prefix = prefix;
		this.caseSensitive = caseSensitive;
		this.onManagementPort = onManagementPort;
	}

	List<Mapping> mappings() {
		return List.copyOf(this.mappings);
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		this.nested.push(within(PredicateReading.of(predicate)));
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		this.nested.pop();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
		add(within(PredicateReading.of(predicate)), handlerFunction.getClass().getName());
	}

	private List<Alternative> within(List<Alternative> inner) {
		return this.nested.isEmpty() ? inner : PredicateTree.nest(this.nested.element(), inner);
	}

	private void add(List<Alternative> alternatives, String handler) {
		this.mappings.addAll(
				PredicateTree.mappings(this.prefix, this.caseSensitive, handler, this.onManagementPort, alternatives));
	}

	@Override
	public void resources(Function<ServerRequest, Mono<Resource>> lookupFunction) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> routerFunction) {
		PredicateTree any = new PredicateTree();
		any.condition("what the router function asks for");
		add(within(any.alternatives()), routerFunction.getClass().getName());
	}

	/** Reads one predicate. */
	@SuppressWarnings("removal")
	private static final class PredicateReading implements RequestPredicates.Visitor {

		private final PredicateTree tree = new PredicateTree();

		static List<Alternative> of(RequestPredicate predicate) {
			PredicateReading reading = new PredicateReading();
			predicate.accept(reading);
			return reading.tree.alternatives();
		}

		@Override
		public void method(Set<HttpMethod> methods) {
			this.tree.methods(methods.stream().map(HttpMethod::name).collect(Collectors.toSet()));
		}

		@Override
		public void path(String pattern) {
			this.tree.path(pattern);
		}

		@Override
		public void pathExtension(String extension) {
			this.tree.condition("path extension " + extension);
		}

		@Override
		public void header(String name, String value) {
			this.tree.condition("header " + name);
		}

		@Override
		public void queryParam(String name, String value) {
			this.tree.condition("parameter " + name);
		}

		@Override
		public void version(String version) {
			this.tree.condition("version " + version);
		}

		@Override
		public void startAnd() {
			this.tree.start();
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
			this.tree.endAnd();
		}

		@Override
		public void startOr() {
			this.tree.start();
		}

		@Override
		public void or() {
		}

		@Override
		public void endOr() {
			this.tree.endOr();
		}

		@Override
		public void startNegate() {
			this.tree.startNegation();
		}

		@Override
		public void endNegate() {
			this.tree.endNegation();
		}

		@Override
		public void unknown(RequestPredicate predicate) {
			this.tree.condition("a predicate of the application");
		}

	}

}
