package io.microgate.coverage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Collects what a predicate of a functional route tells a visitor, on either web stack:
 * at least all alternatives that it allows.
 */
public final class PredicateTree {

	private final Deque<List<List<Alternative>>> operands = new ArrayDeque<>();

	private final Deque<List<String>> negations = new ArrayDeque<>();

	private int negated;

	/**
	 * An empty tree.
	 */
	public PredicateTree() {
		this.operands.push(new ArrayList<>());
	}

	/**
	 * A predicate on the path.
	 * @param pattern the pattern
	 */
	public void path(String pattern) {
		add(new Alternative(pattern, null, List.of()), "path " + pattern);
	}

	/**
	 * A predicate on the method.
	 * @param methods the methods
	 */
	public void methods(Set<String> methods) {
		add(new Alternative(null, methods, List.of()), "method " + String.join(" or ", methods));
	}

	/**
	 * A predicate on anything else.
	 * @param text what it asks for
	 */
	public void condition(String text) {
		add(new Alternative(null, null, List.of(text)), text);
	}

	private void add(Alternative alternative, String text) {
		if (this.negated > 0) {
			this.negations.element().add(text);
		}
		else {
			this.operands.element().add(List.of(alternative));
		}
	}

	/** A group begins, of which all or one predicate holds. */
	public void start() {
		if (this.negated > 0) {
			return;
		}
		this.operands.push(new ArrayList<>());
	}

	/** A group ends, of which all predicates hold. */
	public void endAnd() {
		if (this.negated > 0) {
			return;
		}
		List<Alternative> all = List.of(Alternative.ANY);
		for (List<Alternative> operand : this.operands.pop()) {
			all = product(all, operand, false);
		}
		this.operands.element().add(all);
	}

	/** A group ends, of which one predicate holds. */
	public void endOr() {
		if (this.negated > 0) {
			return;
		}
		List<List<Alternative>> group = this.operands.pop();
		this.operands.element().add(group.stream().flatMap(List::stream).toList());
	}

	/** What follows must not hold. */
	public void startNegation() {
		this.negated++;
		this.negations.push(new ArrayList<>());
	}

	/** The negation ends, of which nothing but the text is kept. */
	public void endNegation() {
		List<String> texts = this.negations.pop();
		this.negated--;
		condition("not (" + String.join(", ", texts) + ")");
	}

	/**
	 * What the predicates allow that have been told.
	 * @return the alternatives, of which one holds
	 */
	public List<Alternative> alternatives() {
		List<Alternative> all = List.of(Alternative.ANY);
		for (List<Alternative> operand : this.operands.element()) {
			all = product(all, operand, false);
		}
		return all;
	}

	/**
	 * Makes mappings of what has been told, unless no request can meet it.
	 * @param prefix text in front of the patterns
	 * @param caseSensitive whether patterns are compared so
	 * @param handler what takes the requests
	 * @param onManagementPort whether it is served on a separate management port
	 * @param alternatives what the predicates allow
	 * @return the mappings
	 */
	public static List<Mapping> mappings(String prefix, boolean caseSensitive, String handler, boolean onManagementPort,
			List<Alternative> alternatives) {
		return alternatives.stream()
			.filter((alternative) -> alternative.methods() == null || !alternative.methods().isEmpty())
			.map((alternative) -> new Mapping(prefix,
					(alternative.path() != null) ? alternative.path() : Alternative.ANY_PATH, caseSensitive,
					(alternative.methods() != null) ? alternative.methods() : Set.of(), Set.of(),
					alternative.conditions(), handler, onManagementPort))
			.toList();
	}

	/**
	 * Nests routes.
	 * @param outer what holds of all of them
	 * @param inner what holds of one of them
	 * @return the alternatives of both
	 */
	public static List<Alternative> nest(List<Alternative> outer, List<Alternative> inner) {
		return product(outer, inner, true);
	}

	private static List<Alternative> product(List<Alternative> first, List<Alternative> second, boolean nested) {
		List<Alternative> product = new ArrayList<>();
		for (Alternative left : first) {
			for (Alternative right : second) {
				product.add(left.and(right, nested));
			}
		}
		return product;
	}

	/**
	 * One way to be for a route.
	 *
	 * @param path the path pattern, {@code null} for any path
	 * @param methods the methods, {@code null} for any
	 * @param conditions what else has to hold
	 */
	public record Alternative(@Nullable String path, @Nullable Set<String> methods, List<String> conditions) {

		/** The pattern for any path. */
		public static final String ANY_PATH = "/**";

		static final Alternative ANY = new Alternative(null, null, List.of());

		Alternative and(Alternative other, boolean nested) {
			List<String> both = new ArrayList<>(this.conditions);
			both.addAll(other.conditions);
			String joined = (other.path != null) ? other.path : this.path;
			if (nested && this.path != null) {
				joined = nest(this.path, other.path);
			}
			else if (this.path != null && other.path != null) {
				both.add("path " + this.path);
			}
			return new Alternative(joined, common(this.methods, other.methods), List.copyOf(both));
		}

		/** A nested path begins where the outer one ends, which wildcards leave open. */
		private static String nest(String outer, @Nullable String inner) {
			String start = outer.endsWith("/") ? outer.substring(0, outer.length() - 1) : outer;
			if (start.contains("**") || start.contains("{*")) {
				return ANY_PATH;
			}
			return start + ((inner != null) ? inner : ANY_PATH);
		}

		private static @Nullable Set<String> common(@Nullable Set<String> first, @Nullable Set<String> second) {
			if (first == null || second == null) {
				return (first != null) ? first : second;
			}
			Set<String> common = new LinkedHashSet<>(first);
			common.retainAll(second);
			return common;
		}

	}

}
