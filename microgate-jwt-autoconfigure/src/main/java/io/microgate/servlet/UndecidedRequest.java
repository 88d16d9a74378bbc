package io.microgate.servlet;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.request.PercentDecoder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

/**
 * Lets handler mappings look at a request before it has been decided: they leave no
 * attribute behind and do not read its body for parameters. Media types that are long or
 * cannot be parsed are hidden, since mappings parse them again and again and log them.
 */
final class UndecidedRequest extends HttpServletRequestWrapper {

	private static final Object REMOVED = new Object();

	/** Longer than browsers send. */
	private static final int MAX_MEDIA_TYPES = 256;

	/** What has been set or removed since. */
	private final Map<String, Object> attributes = new HashMap<>();

	private final Set<String> hidden;

	private @Nullable Map<String, String[]> parameters;

	UndecidedRequest(HttpServletRequest request) {
		super(request);
		this.hidden = unusable(request);
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
	public @Nullable String getHeader(String name) {
		return isHidden(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = Collections.list(super.getHeaderNames());
		names.removeIf(this::isHidden);
		return Collections.enumeration(names);
	}

	@Override
	public @Nullable String getContentType() {
		return isHidden(HttpHeaders.CONTENT_TYPE) ? null : super.getContentType();
	}

	private boolean isHidden(String header) {
		return this.hidden.contains(header);
	}

	private static Set<String> unusable(HttpServletRequest request) {
		Set<String> unusable = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		for (String name : List.of(HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE)) {
			if (!isUsable(Collections.list(request.getHeaders(name)))) {
				unusable.add(name);
			}
		}
		return unusable;
	}

	private static boolean isUsable(List<String> mediaTypes) {
		if (mediaTypes.stream().mapToInt(String::length).sum() > MAX_MEDIA_TYPES) {
			return false;
		}
		try {
			MimeTypeUtils.sortBySpecificity(MediaType.parseMediaTypes(mediaTypes));
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
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
