package io.microgate.request;

import java.net.InetAddress;
import java.util.List;

import io.microgate.match.ExpressionBudget;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a request whose facts cannot be read, so that listeners are notified of its
 * refusal.
 */
public final class UnreadableRequest implements RequestFacts {

	public static final UnreadableRequest INSTANCE = new UnreadableRequest();

	private UnreadableRequest() {
	}

	@Override
	public String method() {
		return "";
	}

	@Override
	public String host() {
		return "";
	}

	@Override
	public String path() {
		return "";
	}

	@Override
	public @Nullable String query() {
		return null;
	}

	@Override
	public Iterable<String> headerNames() {
		return List.of();
	}

	@Override
	public List<String> headers(String name) {
		return List.of();
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return null;
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return ExpressionBudget.ofRequest();
	}

}
