package io.microgate.runtime;

/**
 * Is notified of what candidates say about requests. Must not throw.
 */
public interface CandidateListener {

	/**
	 * A candidate has decided differently about a request.
	 * @param difference the two decisions
	 */
	void differs(CandidateDifference difference);

	/**
	 * A request is not compared, because too many are waiting for it.
	 */
	void dropped();

}
