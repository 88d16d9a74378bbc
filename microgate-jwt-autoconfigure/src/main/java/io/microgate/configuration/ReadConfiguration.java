package io.microgate.configuration;

/**
 * A configuration as read from all its sources, free of errors.
 *
 * @param properties what is configured
 * @param manifests what manifests bring along
 * @param places which places are in manifests
 * @param routeOrder what there is to say of the order of routes and entries
 */
record ReadConfiguration(MicrogateProperties properties, ManifestContent manifests, ManifestPlaces places,
		RouteOrder routeOrder) {
}
