package io.microgate.servlet;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.microgate.match.PercentDecoder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

/**
 * Lets handler mappings look at a request before it has been decided: they leave no
 * attribute behind and do not read its body for parameters.
 */
final class UndecidedRequest extends HttpServletRequestWrapper {

	private static final Object REMOVED = new Object();

	/** What has been set or removed since. */
	private final Map<String, Object> attributes = new HashMap<>();

	private @Nullable Map<String, String[]> parameters;

	UndecidedRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		Object changed = this.attributes.get(name);
		if (changed == null) {
			return super.getAttribute(name);
		}
		return (changed != REMOVED) ? changed : null;
	}

	@Override
	public Enumeration<String> getAttributeNames() {
		Set<String> names = new LinkedHashSet<>(Collections.list(super.getAttributeNames()));
		names.addAll(this.attributes.keySet());
		names.removeIf((name) -> this.attributes.get(name) == REMOVED);
		return Collections.enumeration(names);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, (value != null) ? value : REMOVED);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.put(name, REMOVED);
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterMap().get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return getParameterMap().get(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		if (this.parameters == null) {
			this.parameters = ofQuery(getQueryString());
		}
		return this.parameters;
	}

	/** A parameter that cannot be decoded is left out. */
	private static Map<String, String[]> ofQuery(@Nullable String query) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		for (String parameter : StringUtils.tokenizeToStringArray(query, "&")) {
			String[] parts = parameter.split("=", 2);
			String name = PercentDecoder.decode(parts[0]);
			String value = PercentDecoder.decode((parts.length > 1) ? parts[1] : "");
			if (name != null && value != null) {
				values.add(name, value);
			}
		}
		Map<String, String[]> parameters = new LinkedHashMap<>();
		values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
		return parameters;
	}

}
