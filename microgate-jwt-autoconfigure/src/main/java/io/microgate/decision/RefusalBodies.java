package io.microgate.decision;

import java.time.Clock;

import io.microgate.request.RequestFacts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows the bodies of refusals: those of the application, those of the configuration, or
 * none.
 */
public final class RefusalBodies {

	/**
	 * No refusal has a body.
	 */
	public static final RefusalBodies NONE = new RefusalBodies(null, new FailureLog(Clock.systemUTC()));

	private static final Log logger = LogFactory.getLog(RefusalBodies.class);

	private final @Nullable RefusalRenderer renderer;

	private final FailureLog failures;

	private RefusalBodies(@Nullable RefusalRenderer renderer, FailureLog failures) {
		this.renderer = renderer;
		this.failures = failures;
	}

	/**
	 * Selects what renders the bodies.
	 * @param renderer the renderer of the application, {@code null} if it has none
	 * @param spec what is configured, which counts if the application has none
	 * @param failures logs exceptions of the renderer
	 * @return the bodies
	 */
	public static RefusalBodies of(@Nullable RefusalRenderer renderer, RefusalsSpec spec, FailureLog failures) {
		if (renderer != null && spec.problemDetails()) {
			logger.warn("'microgate.refusals.problem-details' has no effect, because the application has a "
					+ "RefusalRenderer of its own");
		}
		return new RefusalBodies((renderer != null || !spec.problemDetails()) ? renderer : new ProblemDetails(),
				failures);
	}

	/**
	 * Renders the body of a refusal. Never fails.
	 * @param refusal the refusal
	 * @param request the request that is refused
	 * @return the body, {@code null} for none
	 */
	public @Nullable RefusalBody render(Refusal refusal, RequestFacts request) {
		if (this.renderer == null) {
			return null;
		}
		try {
			return this.renderer.render(refusal.status(), request);
		}
		catch (Throwable ex) {
			notWritten(ex);
			return null;
		}
	}

	/**
	 * Logs why a refusal has no body although there is one for it.
	 * @param failure what was thrown
	 */
	public void notWritten(Throwable failure) {
		this.failures.log("The body of a refusal is empty because of an exception", failure);
	}

}
