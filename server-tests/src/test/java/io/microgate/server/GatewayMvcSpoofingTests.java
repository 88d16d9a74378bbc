package io.microgate.server;

/**
 * Spoofed requests to an upstream of Spring Cloud Gateway Server MVC.
 */
class GatewayMvcSpoofingTests extends GatewaySpoofingContract {

	GatewayMvcSpoofingTests() {
		super(ServerKind.TOMCAT);
	}

}
