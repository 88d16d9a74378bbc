package io.microgate.configuration;

/**
 * A configuration as read from all its sources, free of errors.
 *
 * @param properties what is configured
 * @param manifests what manifests bring along
 * @param provenance where each value is written
 * @param routeOrder what there is to say of the order of routes and entries
 * @param notEnforced what is passed over
 * @param fetchesKeys whether keys are fetched as the JWKS say
 */
record ReadConfiguration(MicrogateProperties properties, ManifestContent manifests, Provenance provenance,
		RouteOrder routeOrder, FieldsNotEnforced notEnforced, boolean fetchesKeys) {
}
