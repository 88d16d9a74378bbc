package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Deletes and weakens each condition, matcher and requirement of a configuration, one at
 * a time.
 */
final class Mutations {

	private static final List<String> METHODS = List.of("GET", "POST", "DELETE");

	private final Map<String, Object> configuration;

	private final List<Mutation> found = new ArrayList<>();

	private Mutations(Map<String, Object> configuration) {
		this.configuration = configuration;
	}

	static List<Mutation> of(Map<String, Object> configuration) {
		Mutations mutations = new Mutations(configuration);
		mutations.root();
		return mutations.found;
	}

	private void root() {
		Node root = new Node(List.of(), this.configuration).child("microgate");
		set(root, "unmatched-requests", "pass".equals(root.map().get("unmatched-requests")) ? "deny" : "pass");
		root.children("routes").forEach(this::route);
		root.children("jwts").forEach((jwt) -> jwt(jwt, root));
		root.children("access-control-policies").forEach((policy) -> policy(policy, root));
	}

	private void route(Node route) {
		strings(route, "hostnames", (host) -> host.startsWith("*.") ? "*" + host.substring(host.indexOf('.', 2))
				: "*." + host.substring(host.indexOf('.') + 1));
		delete(route, "hostnames");
		for (Node path : route.items("paths")) {
			deleteItem(path);
			String text = path.text();
			List.of(text + "/**", text.replaceAll("/\\*\\*$", ""), text.replaceAll("/\\*\\*$", "/*"),
					text.replaceAll("/[^/]+(/\\*\\*)?$", "/**"), text.replaceAll("/[^/]+$", "/*"),
					text.replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
				.stream()
				.filter((changed) -> !changed.equals(text) && !changed.isEmpty() && !changed.contains("**/**"))
				.distinct()
				.forEach((changed) -> replace(path, changed));
		}
		for (Node match : route.items("matches")) {
			deleteItem(match);
			delete(match, "method");
			delete(match, "path");
			if (!match.map().containsKey("method")) {
				set(match, "method", "GET");
			}
			Node path = match.child("path");
			if (path != null) {
				pathMatch(path);
			}
			for (String list : List.of("headers", "queryParams")) {
				for (Node value : match.items(list)) {
					deleteItem(value);
					set(value, "value", value.map().get("value") + "x");
					change(value, "is weakened", (map) -> {
						map.put("value", map.get("value") + ".*");
						map.put("type", "RegularExpression");
					});
				}
			}
		}
	}

	private void pathMatch(Node path) {
		String value = String.valueOf(path.map().get("value"));
		switch (String.valueOf(path.map().get("type"))) {
			case "Exact" -> set(path, "type", "PathPrefix");
			case "RegularExpression" -> set(path, "value", value + ".*");
			default -> {
				int slash = value.lastIndexOf('/');
				set(path, "value", (slash > 0) ? value.substring(0, slash) : "/");
				set(path, "type", "Exact");
			}
		}
	}

	private void policy(Node policy, Node root) {
		delete(policy);
		for (Node target : policy.items("targetRefs")) {
			deleteItem(target);
		}
		if (policy.child("extensions") != null) {
			delete(policy.child("extensions"), "stripToken");
		}
		List<String> free = new ArrayList<>(root.child("routes").map().keySet());
		root.children("access-control-policies")
			.forEach((other) -> other.items("targetRefs").forEach((target) -> free.remove(target.map().get("name"))));
		free.forEach((route) -> change(policy, "takes route " + route,
				(map) -> list(map, "targetRefs").add(new LinkedHashMap<>(Map.of("name", route)))));
		List<Node> entries = policy.items("policies");
		for (int i = 0; i < entries.size(); i++) {
			int number = i;
			deleteItem(entries.get(i));
			if (i > 0) {
				change(policy, "policies[%d] comes earlier".formatted(i), (map) -> {
					Object entry = list(map, "policies").remove(number);
					list(map, "policies").add(number - 1, entry);
				});
			}
			Node conditions = entries.get(i).child("requestConditions");
			if (conditions != null) {
				conditions(conditions);
			}
			authorization(entries.get(i).child("authorization"), root);
			delete(entries.get(i), "identityPropagation");
		}
	}

	private void conditions(Node conditions) {
		delete(conditions);
		List.of("path", "header", "method", "mediaType", "remoteIP").forEach((name) -> delete(conditions, name));
		set(conditions, "invert", !Boolean.TRUE.equals(conditions.map().get("invert")));
		strings(conditions, "method", null);
		METHODS.stream()
			.filter((method) -> conditions.map().containsKey("method")
					&& !list(conditions.map(), "method").contains(method))
			.forEach(
					(method) -> change(conditions, "method gains " + method, (map) -> list(map, "method").add(method)));
		matcher(conditions.child("path"), true);
		matcher(conditions.child("mediaType"), false);
		Node header = conditions.child("header");
		if (header != null) {
			delete(header, "name");
			delete(header, "value");
			matcher(header.child("name"), false);
			matcher(header.child("value"), true);
		}
		Node remote = conditions.child("remoteIP");
		if (remote != null) {
			set(remote, "invert", !Boolean.TRUE.equals(remote.map().get("invert")));
			strings(remote, "cidrRanges", Mutations::wider);
		}
	}

	private static String wider(String range) {
		int slash = range.indexOf('/');
		int length = Integer.parseInt(range.substring(slash + 1));
		return range.substring(0, slash + 1) + Math.max(0, length - 1);
	}

	private void authorization(Node authorization, Node root) {
		delete(authorization, "deny");
		List<String> required = List.of("requireAll", "requireAny");
		Node authentication = authorization.child("authentication");
		if (authentication != null) {
			change(authorization, "is open", Map::clear);
			Node jwt = authentication.child("jwt");
			Node extensions = jwt.child("extensions");
			boolean optional = extensions != null && Boolean.TRUE.equals(extensions.map().get("optional"));
			change(jwt, "optional " + !optional,
					(map) -> map.put("extensions", new LinkedHashMap<>(Map.of("optional", !optional))));
			root.child("jwts")
				.map()
				.keySet()
				.stream()
				.filter((name) -> !name.equals(jwt.child("jwtRef").map().get("name")))
				.limit(3)
				.forEach((name) -> set(jwt.child("jwtRef"), "name", name));
		}
		Node extensions = authorization.child("extensions");
		for (String name : required) {
			requirements(authorization, name);
		}
		if (extensions != null) {
			requirements(extensions, "requireAny");
			requirements(extensions, "requireNone");
			stepUp(extensions);
		}
		if (authorization.items("requireAll").size() > 1) {
			change(authorization, "requireAll becomes requireAny",
					(map) -> map.put("requireAny", map.remove("requireAll")));
		}
	}

	private void stepUp(Node extensions) {
		delete(extensions, "stepUp");
		Node stepUp = extensions.child("stepUp");
		if (stepUp == null) {
			return;
		}
		strings(stepUp, "acr", null);
		if (stepUp.map().containsKey("acr")) {
			change(stepUp, "acr gains other", (map) -> list(map, "acr").add("other"));
		}
		delete(stepUp, "acr");
		delete(stepUp, "maxAge");
		if (stepUp.map().containsKey("maxAge")) {
			set(stepUp, "maxAge", "1d");
			set(stepUp, "maxAge", "1s");
		}
	}

	private void requirements(Node owner, String list) {
		List<Node> requirements = owner.items(list);
		for (Node requirement : requirements) {
			if (requirements.size() > 1) {
				deleteItem(requirement);
			}
			else {
				delete(owner, list);
			}
			Node certificate = requirement.child("clientCertificate");
			if (certificate != null) {
				certificate(certificate);
				continue;
			}
			Node claim = requirement.child("jwt").child("claim");
			delete(claim, "value");
			Node value = claim.child("value");
			if (value != null) {
				matcher(value, true);
				Node extensions = value.child("extensions");
				if (extensions != null) {
					Node equals = extensions.child("equals");
					List.of("header", "queryParameter")
						.forEach((part) -> change(equals, "equals another " + part, (map) -> {
							map.clear();
							map.put(part, "X-Other");
						}));
				}
			}
			if (list.equals("requireAny")) {
				change(owner, "requireAny gains claim " + claim.map().get("name"),
						(map) -> list(map, list).add(requirement(String.valueOf(claim.map().get("name")))));
			}
			else if (list.equals("requireNone")) {
				set(claim, "name", claim.map().get("name") + "x");
			}
		}
	}

	private void certificate(Node certificate) {
		List<String> fields = List.of("CommonName", "Organization", "OrganizationalUnit");
		for (String part : List.of("subject", "issuer")) {
			Node name = certificate.child(part);
			if (name != null) {
				fields.forEach((field) -> set(name, "field", field));
				matcher(name.child("value"), true);
				String other = part.equals("subject") ? "issuer" : "subject";
				change(certificate, "is on the " + other, (map) -> map.put(other, map.remove(part)));
			}
		}
		Node san = certificate.child("san");
		if (san != null) {
			List.of("DNS", "Email", "URI").forEach((type) -> set(san, "type", type));
			matcher(san.child("value"), true);
		}
	}

	private static Map<String, Object> requirement(String claim) {
		return new LinkedHashMap<>(
				Map.of("jwt", new LinkedHashMap<>(Map.of("claim", new LinkedHashMap<>(Map.of("name", claim))))));
	}

	/** Weakens the matcher of a value, and changes what it is for. */
	private void matcher(Node owner, boolean hasCase) {
		Node matcher = (owner != null) ? owner.child("matcher") : null;
		if (matcher == null) {
			return;
		}
		if (hasCase && matcher.map().values().stream().anyMatch(Mutations::hasLetters)) {
			set(matcher, "ignoreCase", !Boolean.TRUE.equals(matcher.map().get("ignoreCase")));
		}
		for (String kind : List.of("exact", "prefix", "suffix", "contains", "regex")) {
			Object operand = matcher.map().get(kind);
			if (operand != null) {
				matcher(matcher, kind, String.valueOf(operand));
			}
		}
	}

	private static boolean hasLetters(Object operand) {
		return operand instanceof String text && text.chars().anyMatch(Character::isLetter);
	}

	private void matcher(Node matcher, String kind, String operand) {
		switch (kind) {
			case "exact" -> {
				List.of("prefix", "suffix", "contains").forEach((other) -> become(matcher, kind, other, operand));
				become(matcher, kind, kind, operand + "x");
			}
			case "prefix" -> {
				become(matcher, kind, "contains", operand);
				become(matcher, kind, kind, operand.substring(0, operand.length() - 1));
				become(matcher, kind, kind, operand + "x");
			}
			case "suffix" -> {
				become(matcher, kind, "contains", operand);
				become(matcher, kind, kind, operand.substring(1));
			}
			case "contains" -> become(matcher, kind, kind, operand.substring(0, operand.length() - 1));
			default -> {
				become(matcher, kind, kind, ".*");
				become(matcher, kind, kind, operand.replaceFirst("^\\^", ""));
				become(matcher, kind, kind, operand.replaceFirst("\\$$", ""));
			}
		}
	}

	private void become(Node matcher, String kind, String other, String operand) {
		if (!operand.isEmpty() && !(kind.equals(other) && operand.equals(matcher.map().get(kind)))) {
			change(matcher, "becomes %s '%s'".formatted(other, operand), (map) -> {
				map.remove(kind);
				map.put(other, operand);
			});
		}
	}

	private void jwt(Node jwt, Node root) {
		for (Node entry : jwt.items("requireAny")) {
			deleteItem(entry);
			delete(entry, "issuer");
			delete(entry, "audiences");
			delete(entry, "subject");
			matcher(entry.child("subject"), true);
			strings(entry, "audiences", null);
			if (entry.map().containsKey("issuer")) {
				set(entry, "issuer", entry.map().get("issuer") + "x");
			}
			if (entry.map().containsKey("audiences")) {
				change(entry, "audiences gain other", (map) -> list(map, "audiences").add("other"));
			}
			root.child("jwks")
				.map()
				.keySet()
				.stream()
				.filter((name) -> !name.equals(entry.child("jwksRef").map().get("name")))
				.limit(2)
				.forEach((name) -> set(entry.child("jwksRef"), "name", name));
			Node extensions = entry.child("extensions");
			if (extensions != null) {
				delete(extensions, "issuerTemplate");
				for (Node claim : extensions.items("claims")) {
					deleteItem(claim);
					delete(claim, "value");
					matcher(claim.child("value"), true);
				}
				delete(extensions, "claims");
			}
		}
		set(jwt, "expirationRequired", !Boolean.TRUE.equals(jwt.map().get("expirationRequired")));
		delete(jwt, "maxLifetime");
		if (jwt.map().containsKey("maxLifetime")) {
			set(jwt, "maxLifetime", "48h");
			set(jwt, "maxLifetime", "10m");
		}
		set(jwt, "clockSkewTolerance", "20m");
		set(jwt, "clockSkewTolerance", "0s");
		sources(jwt);
		Node extensions = jwt.child("extensions");
		if (extensions != null) {
			jwtExtensions(extensions);
		}
		if (jwt.items("extractionSources").stream().anyMatch((source) -> source.map().containsKey("cookie"))) {
			boolean allow = extensions != null && "allow".equals(extensions.map().get("cookieCrossSite"));
			change(jwt, "cookieCrossSite is another", (map) -> {
				Map<String, Object> changed = new LinkedHashMap<>();
				changed.put("cookieCrossSite", allow ? "refuse" : "allow");
				map.put("extensions", changed);
			});
		}
	}

	private void sources(Node jwt) {
		List<Node> sources = jwt.items("extractionSources");
		sources.forEach(this::deleteItem);
		delete(jwt, "extractionSources");
		Map<String, Object> query = Map.of("queryParameter", Map.of("name", "access_token"));
		Map<String, Object> bearer = Map.of("bearerToken", Map.of());
		if (sources.stream().noneMatch((source) -> query.equals(source.map()))) {
			change(jwt, "extractionSources gain a query parameter", (map) -> {
				map.putIfAbsent("extractionSources", new ArrayList<>(List.of(bearer)));
				list(map, "extractionSources").add(query);
			});
		}
		if (!sources.isEmpty() && sources.stream().noneMatch((source) -> source.map().containsKey("bearerToken"))) {
			change(jwt, "extractionSources gain the bearer token", (map) -> list(map, "extractionSources").add(bearer));
		}
		for (int i = 1; i < sources.size(); i++) {
			int number = i;
			change(jwt, "extractionSources[%d] comes earlier".formatted(i), (map) -> list(map, "extractionSources")
				.add(number - 1, list(map, "extractionSources").remove(number)));
		}
	}

	private void jwtExtensions(Node extensions) {
		delete(extensions, "algorithms");
		strings(extensions, "algorithms", null);
		if (extensions.map().containsKey("algorithms")) {
			change(extensions, "algorithms gain RS512", (map) -> list(map, "algorithms").add("RS512"));
		}
		delete(extensions, "types");
		strings(extensions, "types", null);
		if (extensions.map().containsKey("types")) {
			List.of("", "JWT", "at+jwt")
				.stream()
				.filter((type) -> !list(extensions.map(), "types").contains(type))
				.forEach((type) -> change(extensions, "types gain '%s'".formatted(type),
						(map) -> list(map, "types").add(type)));
		}
		if (extensions.map().containsKey("maxTokenSize")) {
			delete(extensions, "maxTokenSize");
		}
		delete(extensions, "principalClaim");
		delete(extensions, "revocation");
		delete(extensions, "binding");
		Node binding = extensions.child("binding");
		if (binding != null) {
			List.of("dpop", "certificate", "any").forEach((kind) -> set(binding, "required", kind));
			delete(binding, "required");
		}
		for (Node claim : extensions.children("claims")) {
			delete(claim);
			set(claim, "split", !Boolean.TRUE.equals(claim.map().get("split")));
			set(claim, "keys", !Boolean.TRUE.equals(claim.map().get("keys")));
			change(claim, "path is shorter", (map) -> list(map, "path").remove(list(map, "path").size() - 1));
		}
	}

	/** Deletes each string of a list, and replaces it by a wider one. */
	private void strings(Node owner, String list, UnaryOperator<String> wider) {
		List<Node> items = owner.items(list);
		for (Node item : items) {
			deleteItem(item);
			String changed = (wider != null) ? wider.apply(item.text()) : item.text();
			if (!changed.equals(item.text())) {
				replace(item, changed);
			}
		}
	}

	private void set(Node node, String key, Object value) {
		if (!value.equals(node.map().get(key))) {
			change(node, "%s is %s".formatted(key, value), (map) -> map.put(key, value));
		}
	}

	private void delete(Node node, String key) {
		if (node.map().containsKey(key)) {
			change(node, "without " + key, (map) -> map.remove(key));
		}
	}

	private void delete(Node node) {
		edit(node.path(), "deleted", (parent, key) -> ((Map<?, ?>) parent).remove(key));
	}

	private void deleteItem(Node node) {
		edit(node.path(), "deleted", (parent, key) -> ((List<?>) parent).remove((int) key));
	}

	@SuppressWarnings("unchecked")
	private void replace(Node node, Object value) {
		edit(node.path(), "is " + value, (parent, key) -> ((List<Object>) parent).set((int) key, value));
	}

	private void change(Node node, String what, Consumer<Map<String, Object>> edit) {
		Map<String, Object> copy = copyOf(this.configuration);
		edit.accept(new Node(node.path(), at(copy, node.path())).map());
		this.found.add(new Mutation(node + " " + what, copy));
	}

	private void edit(List<Object> path, String what, BiConsumer<Object, Object> edit) {
		Map<String, Object> copy = copyOf(this.configuration);
		edit.accept(at(copy, path.subList(0, path.size() - 1)), path.get(path.size() - 1));
		this.found.add(new Mutation(new Node(path, "") + " " + what, copy));
	}

	private static Object at(Object root, List<Object> path) {
		Object value = root;
		for (Object key : path) {
			value = (key instanceof Integer index) ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(key);
		}
		return value;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Map<String, Object> map, String key) {
		return (List<Object>) map.get(key);
	}

	@SuppressWarnings("unchecked")
	private static <T> T copyOf(T value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, copyOf(element)));
			return (T) copy;
		}
		return (value instanceof List<?> list) ? (T) new ArrayList<>(list.stream().map(Mutations::copyOf).toList())
				: value;
	}

	/**
	 * A place in a configuration.
	 *
	 * @param path keys and positions from the root
	 * @param value what is there
	 */
	private record Node(List<Object> path, Object value) {

		@SuppressWarnings("unchecked")
		Map<String, Object> map() {
			return (Map<String, Object>) this.value;
		}

		String text() {
			return String.valueOf(this.value);
		}

		Node child(String key) {
			return (this.value instanceof Map<?, ?> map && map.get(key) != null) ? below(key, map.get(key)) : null;
		}

		private Node below(Object key, Object element) {
			List<Object> longer = new ArrayList<>(this.path);
			longer.add(key);
			return new Node(longer, element);
		}

		List<Node> children(String key) {
			Node parent = child(key);
			return (parent != null)
					? parent.map().keySet().stream().map((name) -> parent.below(name, parent.map().get(name))).toList()
					: List.of();
		}

		List<Node> items(String key) {
			Node parent = child(key);
			List<Node> items = new ArrayList<>();
			if (parent != null) {
				List<?> list = (List<?>) parent.value;
				for (int i = 0; i < list.size(); i++) {
					items.add(parent.below(i, list.get(i)));
				}
			}
			return items;
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder();
			this.path.forEach((key) -> text.append((key instanceof Integer) ? "[" + key + "]" : "." + key));
			return text.isEmpty() ? "" : text.substring(1).replaceFirst("^microgate\\.", "");
		}

	}

}
