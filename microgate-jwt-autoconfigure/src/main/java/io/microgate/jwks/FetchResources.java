package io.microgate.jwks;

import java.util.concurrent.Executor;

/**
 * Resources that the fetches of all JWKS of an application share.
 *
 * @param workers runs tasks that compute
 * @param blocking runs tasks that may block for long
 * @param clients HTTP clients
 * @param lookups host look-ups
 */
record FetchResources(Executor workers, Executor blocking, HttpClients clients, HostLookups lookups) {

	FetchResources(Executor workers, Executor blocking) {
		this(workers, blocking, new HttpClients(workers), new HostLookups(blocking));
	}

}
