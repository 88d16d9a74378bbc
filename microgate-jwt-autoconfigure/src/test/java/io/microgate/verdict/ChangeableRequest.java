package io.microgate.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request with a token of which each part can be another one: first to have it refused,
 * then as the explanation of the refusal says.
 */
final class ChangeableRequest {

	private static final Pattern NAMED = Pattern.compile("(header|cookie|query parameter) '(.*)'");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final TokenForge forge;

	private final Map<String, Object> claims = new LinkedHashMap<>();

	private final Map<String, Object> header = new HashMap<>();

	private final List<String> dropped = new ArrayList<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	String method = "GET";

	String path = "/";

	String host = "app.example";

	/** Where the token is sent, in the words of an explanation; empty for none. */
	String source = "bearer token";

	String key = "rs-1";

	String text;

	boolean twice;

	ChangeableRequest(TokenForge forge) {
		this.forge = forge;
	}

	ChangeableRequest claim(String name, Object value) {
		this.dropped.remove(name);
		this.claims.put(name, value);
		return this;
	}

	ChangeableRequest without(String claim) {
		this.claims.remove(claim);
		this.dropped.add(claim);
		return this;
	}

	ChangeableRequest header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	ChangeableRequest tokenHeader(String name, Object value) {
		this.header.put(name, value);
		return this;
	}

	/** Applies what an explanation says, as a machine would. */
	void apply(Explanation.Change change, ChangeableRequest good) {
		Object value = (change.value() != null) ? MAPPER.readValue(change.value(), Object.class) : null;
		switch (change.kind()) {
			case "claim" -> {
				if (value != null) {
					claim(change.target(), value);
				}
				else if ("null".equals(change.value())) {
					without(change.target());
				}
				else {
					throw new IllegalArgumentException("No value in " + change);
				}
			}
			case "token" -> applyToToken(change.target(), value, good);
			case "request" -> applyToRequest(change.target(), value);
			default -> throw new IllegalArgumentException("Not a change of a request: " + change);
		}
	}

	private void applyToToken(String target, Object value, ChangeableRequest good) {
		if (target.equals("typ") || target.equals("alg")) {
			this.header.put(target, value);
			return;
		}
		// another token: a good one
		this.claims.clear();
		this.claims.putAll(good.claims);
		this.dropped.clear();
		this.dropped.addAll(good.dropped);
		this.key = good.key;
		this.text = null;
		this.source = target.equals("source") ? (String) value : this.source;
	}

	private void applyToRequest(String target, Object value) {
		Matcher named = NAMED.matcher(target);
		switch (target) {
			case "method" -> this.method = (String) value;
			case "path" -> this.path = (String) value;
			case "host" -> this.host = (String) value;
			case "source" -> {
				this.source = (String) value;
				this.twice = false;
			}
			default -> {
				if (!named.matches() || value == null) {
					throw new IllegalArgumentException("Cannot change " + target);
				}
				this.headers.put(named.group(2), (String) value);
			}
		}
	}

	ExplainRequest toExplain() {
		List<String> lines = new ArrayList<>();
		this.headers.forEach((name, value) -> lines.add(name + ": " + value));
		String target = this.path;
		if (!this.source.isEmpty()) {
			String token = token();
			Matcher named = NAMED.matcher(this.source);
			if (!named.matches()) {
				lines.add("Authorization: Bearer " + token);
			}
			else {
				switch (named.group(1)) {
					case "header" -> lines.add(named.group(2) + ": " + token);
					case "cookie" -> lines.add("Cookie: a=b; " + named.group(2) + "=" + token);
					default -> target += "?" + named.group(2) + "=" + token;
				}
			}
			if (this.twice) {
				boolean query = target.contains("?");
				target += query ? "&" + target.substring(target.indexOf('?') + 1) : "";
				lines.addAll(query ? List.of() : List.of(lines.get(lines.size() - 1)));
			}
		}
		return new ExplainRequest(this.method, target, this.host, lines, "192.0.2.1", false, null, null, false, null,
				false);
	}

	String token() {
		if (this.text != null) {
			return this.text;
		}
		return this.forge.forge(new TokenRecipe(
				Map.of("key", this.key, "claims", this.claims, "drop", this.dropped, "header", this.header)));
	}

}
