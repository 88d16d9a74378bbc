package io.microgate.servlet;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Shows an edited request to what goes on with it asynchronously. The server would show
 * the request as it was sent, unless it was given another one.
 */
final class EditedAsyncContext implements AsyncContext {

	private final AsyncContext delegate;

	private final HttpServletRequestWrapper edited;

	EditedAsyncContext(AsyncContext delegate, HttpServletRequestWrapper edited) {
		this.delegate = delegate;
		this.edited = edited;
	}

	/** The request of Spring's MockMvc has none before it is started. */
	static @Nullable AsyncContext ofStarted(@Nullable AsyncContext context, HttpServletRequestWrapper edited) {
		return (context != null) ? new EditedAsyncContext(context, edited) : null;
	}

	@Override
	public ServletRequest getRequest() {
		return shown(this.delegate.getRequest());
	}

	private ServletRequest shown(ServletRequest request) {
		return this.edited.isWrapperFor(request) ? this.edited : request;
	}

	@Override
	public ServletResponse getResponse() {
		return this.delegate.getResponse();
	}

	@Override
	public boolean hasOriginalRequestAndResponse() {
		return this.delegate.hasOriginalRequestAndResponse();
	}

	@Override
	public void dispatch() {
		this.delegate.dispatch();
	}

	@Override
	public void dispatch(String path) {
		this.delegate.dispatch(path);
	}

	@Override
	public void dispatch(ServletContext context, String path) {
		this.delegate.dispatch(context, path);
	}

	@Override
	public void complete() {
		this.delegate.complete();
	}

	@Override
	public void start(Runnable run) {
		this.delegate.start(run);
	}

	@Override
	public void addListener(AsyncListener listener) {
		this.delegate.addListener(new EditedListener(listener));
	}

	@Override
	public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
		this.delegate.addListener(new EditedListener(listener), request, response);
	}

	@Override
	public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
		return this.delegate.createListener(type);
	}

	@Override
	public void setTimeout(long timeout) {
		this.delegate.setTimeout(timeout);
	}

	@Override
	public long getTimeout() {
		return this.delegate.getTimeout();
	}

	/** Puts this context and the edited request into the events of the server. */
	private final class EditedListener implements AsyncListener {

		private final AsyncListener listener;

		EditedListener(AsyncListener listener) {
			this.listener = listener;
		}

		@Override
		public void onComplete(AsyncEvent event) throws IOException {
			this.listener.onComplete(edited(event));
		}

		@Override
		public void onTimeout(AsyncEvent event) throws IOException {
			this.listener.onTimeout(edited(event));
		}

		@Override
		public void onError(AsyncEvent event) throws IOException {
			this.listener.onError(edited(event));
		}

		@Override
		public void onStartAsync(AsyncEvent event) throws IOException {
			this.listener.onStartAsync(edited(event));
		}

		private AsyncEvent edited(AsyncEvent event) {
			return new AsyncEvent(EditedAsyncContext.this, shown(event.getSuppliedRequest()),
					event.getSuppliedResponse(), event.getThrowable());
		}

	}

}
