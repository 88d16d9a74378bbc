package io.microgate.coverage;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tells what may decide about the requests of a mapping.
 *
 * @param effect what becomes of them
 * @param route the route, {@code null} if there is none
 * @param entry the entry of the route's policy, as messages name it, or the open path
 * @param conditions what has to hold of a request; when empty nothing comes later
 * @param catchAll whether it is for every path of its hosts
 */
public record Ruling(Effect effect, @Nullable String route, @Nullable String entry, List<String> conditions,
		boolean catchAll) {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.effect.toString());
		if (this.route != null) {
			text.append(" by route '").append(this.route).append("'");
		}
		if (this.entry != null) {
			text.append((this.route != null) ? ", " : " by ").append(this.entry);
		}
		if (this.catchAll) {
			text.append(" (catch-all)");
		}
		if (!this.conditions.isEmpty()) {
			text.append(" if ").append(String.join(" and ", this.conditions));
		}
		return text.toString();
	}

}
