package io.microgate.server;

/**
 * Spoofed requests to Jetty.
 */
class JettySpoofingTests extends SpoofingContract {

	JettySpoofingTests() {
		super(ServerKind.JETTY);
	}

}
