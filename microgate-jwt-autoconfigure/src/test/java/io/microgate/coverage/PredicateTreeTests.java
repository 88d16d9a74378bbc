package io.microgate.coverage;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.microgate.coverage.PredicateTree.Alternative;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PredicateTree}.
 */
class PredicateTreeTests {

	private static List<Alternative> told(Consumer<PredicateTree> teller) {
		PredicateTree tree = new PredicateTree();
		teller.accept(tree);
		return tree.alternatives();
	}

	private static void get(PredicateTree tree, String path) {
		tree.start();
		tree.methods(Set.of("GET"));
		tree.path(path);
		tree.endAnd();
	}

	@Test
	void alternativesWhenAndThenOne() {
		assertThat(told((tree) -> get(tree, "/a"))).containsExactly(new Alternative("/a", Set.of("GET"), List.of()));
	}

	@Test
	void alternativesWhenOrThenEach() {
		assertThat(told((tree) -> {
			tree.start();
			get(tree, "/a");
			tree.methods(Set.of("POST"));
			tree.endOr();
		})).containsExactly(new Alternative("/a", Set.of("GET"), List.of()),
				new Alternative(null, Set.of("POST"), List.of()));
	}

	@Test
	void alternativesWhenNotThenOnlyTextIsKept() {
		assertThat(told((tree) -> {
			tree.start();
			tree.path("/a/**");
			tree.startNegation();
			get(tree, "/a/b");
			tree.endNegation();
			tree.endAnd();
		})).containsExactly(new Alternative("/a/**", null, List.of("not (method GET, path /a/b)")));
	}

	@Test
	void alternativesWhenNotWithinOrThenNoFurtherOne() {
		assertThat(told((tree) -> {
			tree.start();
			tree.path("/a");
			tree.startNegation();
			get(tree, "/b");
			tree.endNegation();
			tree.endOr();
		})).containsExactly(new Alternative("/a", null, List.of()),
				new Alternative(null, null, List.of("not (method GET, path /b)")));
	}

	@Test
	void nestThenPathsAreJoined() {
		List<Alternative> outer = told((tree) -> tree.path("/a/{id}"));
		assertThat(PredicateTree.nest(outer, told((tree) -> get(tree, "/b"))))
			.containsExactly(new Alternative("/a/{id}/b", Set.of("GET"), List.of()));
		assertThat(PredicateTree.nest(outer, told((tree) -> tree.methods(Set.of("PUT")))))
			.containsExactly(new Alternative("/a/{id}/**", Set.of("PUT"), List.of()));
		assertThat(PredicateTree.nest(told((tree) -> tree.path("/a/**")), outer))
			.containsExactly(new Alternative("/**", null, List.of()));
	}

	@Test
	void mappingsWhenMethodsContradictThenNone() {
		List<Alternative> none = told((tree) -> {
			tree.methods(Set.of("GET"));
			tree.methods(Set.of("PUT"));
		});
		assertThat(PredicateTree.mappings("", true, "handler", false, none)).isEmpty();
	}

}
