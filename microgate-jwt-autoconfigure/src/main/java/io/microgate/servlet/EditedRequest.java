package io.microgate.servlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.microgate.propagation.RequestEdits;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.PushBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Shows the header fields of a request as {@link RequestEdits} say. Remembers nothing: a
 * server puts the target of a forward below this request.
 */
final class EditedRequest extends HttpServletRequestWrapper {

	private final RequestEdits edits;

	private EditedRequest(HttpServletRequest request, RequestEdits edits) {
		super(request);
		this.edits = edits;
	}

	/**
	 * Edits a request, unless nothing is to be edited or the request is edited so
	 * already.
	 */
	static HttpServletRequest of(HttpServletRequest request, RequestEdits edits) {
		if (edits.isEmpty()) {
			return request;
		}
		EditedRequest earlier = outermost(request);
		if (earlier != null && earlier.edits.equals(edits)) {
			return request;
		}
		EditedRequest edited = new EditedRequest(request, edits);
		return edits.stripped().hasQueryOrCookies() ? new StrippedRequest(edited, edits.stripped()) : edited;
	}

	private static @Nullable EditedRequest outermost(ServletRequest request) {
		ServletRequest current = request;
		while (current instanceof ServletRequestWrapper wrapper) {
			if (wrapper instanceof EditedRequest edited) {
				return edited;
			}
			current = wrapper.getRequest();
		}
		return null;
	}

	/**
	 * Finds the edits next to the request of the server, {@code null} if there are none.
	 */
	static @Nullable EditedRequest innermost(HttpServletRequest request) {
		EditedRequest innermost = outermost(request);
		for (EditedRequest next = innermost; next != null; next = outermost(next.getRequest())) {
			innermost = next;
		}
		return innermost;
	}

	/** Finds values of a header field that are not shown, as they were sent. */
	Enumeration<String> hiddenHeaders(String name) {
		return isEdited(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
	}

	/** Finds the names of header fields that are not shown, as they were sent. */
	List<String> hiddenHeaderNames() {
		List<String> names = new ArrayList<>();
		super.getHeaderNames().asIterator().forEachRemaining((name) -> {
			if (isEdited(name)) {
				names.add(name);
			}
		});
		return names;
	}

	private boolean isEdited(String name) {
		return this.edits.isEdited(name);
	}

	@Override
	public @Nullable String getHeader(String name) {
		if (HttpHeaders.CONNECTION.equalsIgnoreCase(name)) {
			List<String> values = connection();
			return values.isEmpty() ? null : values.get(0);
		}
		return isEdited(name) ? this.edits.value(name) : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		if (HttpHeaders.CONNECTION.equalsIgnoreCase(name)) {
			return Collections.enumeration(connection());
		}
		if (!isEdited(name)) {
			return super.getHeaders(name);
		}
		String value = this.edits.value(name);
		return (value != null) ? Collections.enumeration(List.of(value)) : Collections.emptyEnumeration();
	}

	private List<String> connection() {
		List<String> values = new ArrayList<>(1);
		super.getHeaders(HttpHeaders.CONNECTION).asIterator().forEachRemaining((sent) -> {
			String value = this.edits.connection(sent);
			if (!value.isEmpty()) {
				values.add(value);
			}
		});
		return values;
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = new ArrayList<>();
		super.getHeaderNames().asIterator().forEachRemaining((name) -> {
			boolean shown = HttpHeaders.CONNECTION.equalsIgnoreCase(name) ? !connection().isEmpty() : !isEdited(name);
			if (shown) {
				names.add(name);
			}
		});
		names.addAll(this.edits.set().keySet());
		return Collections.enumeration(names);
	}

	@Override
	public long getDateHeader(String name) {
		return isEdited(name) ? shown(name).getFirstDate(name) : super.getDateHeader(name);
	}

	@Override
	public int getIntHeader(String name) {
		if (!isEdited(name)) {
			return super.getIntHeader(name);
		}
		String value = this.edits.value(name);
		return (value != null) ? Integer.parseInt(value) : -1;
	}

	private HttpHeaders shown(String name) {
		HttpHeaders headers = new HttpHeaders();
		String value = this.edits.value(name);
		if (value != null) {
			headers.set(name, value);
		}
		return headers;
	}

	@Override
	public Locale getLocale() {
		return isEdited(HttpHeaders.ACCEPT_LANGUAGE) ? getLocales().nextElement() : super.getLocale();
	}

	@Override
	public Enumeration<Locale> getLocales() {
		if (!isEdited(HttpHeaders.ACCEPT_LANGUAGE)) {
			return super.getLocales();
		}
		List<Locale> locales = shown(HttpHeaders.ACCEPT_LANGUAGE).getAcceptLanguageAsLocales();
		return Collections.enumeration(locales.isEmpty() ? List.of(Locale.getDefault()) : locales);
	}

	@Override
	public Map<String, String> getTrailerFields() {
		Map<String, String> fields = new HashMap<>(super.getTrailerFields());
		fields.keySet().removeIf(this::isEdited);
		return fields;
	}

	@Override
	public AsyncContext startAsync() {
		return new EditedAsyncContext(super.startAsync(), this);
	}

	@Override
	public @Nullable AsyncContext getAsyncContext() {
		return EditedAsyncContext.ofStarted(super.getAsyncContext(), this);
	}

	/** What is pushed would repeat the header fields that were sent. */
	@Override
	@SuppressWarnings("deprecation")
	public @Nullable PushBuilder newPushBuilder() {
		return null;
	}

}
