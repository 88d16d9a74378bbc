package io.microgate.server;

/**
 * Spoofed requests to Tomcat.
 */
class TomcatSpoofingTests extends SpoofingContract {

	TomcatSpoofingTests() {
		super(ServerKind.TOMCAT);
	}

}
