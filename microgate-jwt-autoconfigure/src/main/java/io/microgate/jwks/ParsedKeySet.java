package io.microgate.jwks;

import java.util.List;

/**
 * A JWK set as it was read.
 *
 * @param keys the usable keys
 * @param skipped one sentence for each JWK that was left out: its key id and why, safe to
 * log
 */
public record ParsedKeySet(KeySet keys, List<String> skipped) {
}
