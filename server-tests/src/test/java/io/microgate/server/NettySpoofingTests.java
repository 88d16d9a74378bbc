package io.microgate.server;

/**
 * Spoofed requests to Netty.
 */
class NettySpoofingTests extends SpoofingContract {

	NettySpoofingTests() {
		super(ServerKind.NETTY);
	}

}
