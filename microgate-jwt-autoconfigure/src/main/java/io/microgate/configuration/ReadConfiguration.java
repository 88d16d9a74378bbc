package io.microgate.configuration;

/**
 * A configuration as read from all its sources, free of errors.
 *
 * @param properties what is configured
 * @param manifests what manifests bring along
 * @param places which places are in manifests
 */
record ReadConfiguration(MicrogateProperties properties, ManifestContent manifests, ManifestPlaces places) {
}
