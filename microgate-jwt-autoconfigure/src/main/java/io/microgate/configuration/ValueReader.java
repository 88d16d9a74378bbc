package io.microgate.configuration;

import java.util.List;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is written at a place itself, not below it, and holds it against the
 * constraints of the place.
 */
final class ValueReader {

	private final Problems problems;

	ValueReader(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Reads the value that is written at a place itself, by the first source that has
	 * one.
	 * @param element the place
	 * @return the value, {@code null} if there are only children
	 */
	@Nullable ParsedValue readOwn(ConfigurationElement element) {
		for (SourceNode node : element.nodes()) {
			SourceValue value = node.value();
			if (value != null) {
				ParsedValue reading = node.dialect().read(element.schema(), value);
				if (reading.violation() != null) {
					this.problems.addInvalid(element.path(), reading.shown(), reading.violation());
				}
				return reading;
			}
		}
		return null;
	}

	/**
	 * Reads a single value.
	 * @param element the place
	 * @return the value, a substitute if it is wrong
	 */
	Object readSingle(ConfigurationElement element) {
		ParsedValue own = readOwn(element);
		for (SourceNode node : element.nodes()) {
			if (!node.children().isEmpty()) {
				this.problems.addInvalid(element.path(), null, KindViolations.wrong(element.schema()));
				break;
			}
		}
		if (own == null) {
			return element.schema().substitute();
		}
		check(element.path(), own.value());
		return own.value();
	}

	/**
	 * Holds a value against the constraints of its place.
	 * @param path the place
	 * @param value its value
	 */
	void check(PropertyPath path, Object value) {
		for (Constraint constraint : path.schema().constraints()) {
			Violation violation = constraint.check(value);
			if (violation != null) {
				this.problems.add(path, value, violation.rule(), violation.cure());
				return;
			}
		}
	}

	/**
	 * Holds the items of a list against their constraints.
	 * @param list the list
	 * @param items its items
	 */
	void checkItems(PropertyPath list, List<?> items) {
		for (int i = 0; i < items.size(); i++) {
			check(list.element(i), items.get(i));
		}
	}

	/**
	 * Refuses keys that are of no use at a place.
	 * @param element the place
	 * @param indexes whether indexes are refused, or the other keys
	 */
	void refuseKeys(ConfigurationElement element, boolean indexes) {
		for (SourceNode node : element.nodes()) {
			for (SourceNode child : node.children()) {
				if (child.key().isIndex() == indexes) {
					this.problems.addInvalid(element.path(), null, KindViolations.wrong(element.schema()));
					return;
				}
			}
		}
	}

	/**
	 * Refuses a map that is nothing in one source and has entries in a source behind: it
	 * seems to remove those, but they merge.
	 * @param map the map
	 */
	void refuseIneffectiveNull(ConfigurationElement map) {
		boolean filled = false;
		for (int i = map.nodes().size() - 1; i >= 0; i--) {
			SourceValue value = map.nodes().get(i).value();
			if (filled && value != null && value.isNothing()) {
				Violation nothing = KindViolations.nothing(map.schema());
				this.problems.add(map.path(), null, nothing.rule(), nothing.cure());
			}
			filled |= !map.nodes().get(i).children().isEmpty();
		}
	}

}
