package io.microgate.servlet;

/**
 * Tells the events that Microgate's chains publish from those of other chains, while they
 * are published. The events themselves do not tell: a converter of the application may
 * have made the principal.
 */
public final class ChainEventMark {

	private final ThreadLocal<Boolean> publishing = new ThreadLocal<>();

	void during(Runnable publication) {
		this.publishing.set(Boolean.TRUE);
		try {
			publication.run();
		}
		finally {
			this.publishing.remove();
		}
	}

	/**
	 * Whether a chain of Microgate is publishing an event on this thread.
	 * @return whether it is
	 */
	public boolean isPublishing() {
		return this.publishing.get() != null;
	}

}
