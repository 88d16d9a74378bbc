package io.microgate.jwks;

import java.util.concurrent.Executor;

/**
 * What the fetches of all JWKS of an application share.
 *
 * @param workers runs what computes
 * @param blocking runs what may block for long
 * @param clients fetch
 * @param lookups come before
 */
record FetchResources(Executor workers, Executor blocking, HttpClients clients, HostLookups lookups) {

	FetchResources(Executor workers, Executor blocking) {
		this(workers, blocking, new HttpClients(workers), new HostLookups(blocking));
	}

}
