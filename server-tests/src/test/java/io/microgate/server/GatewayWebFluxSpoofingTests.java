package io.microgate.server;

/**
 * Spoofed requests to an upstream of Spring Cloud Gateway on WebFlux.
 */
class GatewayWebFluxSpoofingTests extends GatewaySpoofingContract {

	GatewayWebFluxSpoofingTests() {
		super(ServerKind.NETTY);
	}

}
