package io.microgate.benchmarks;

/**
 * Combines a valid configuration with a request without a valid token that costs much
 * there.
 *
 * @param name what is sent
 * @param aside whether the operator has listed the expensive signature algorithm
 * @param configuration the {@code application.yml}
 * @param request what is sent
 */
record WorstCase(String name, boolean aside, String configuration, WorstRequest.Template request) {
}
