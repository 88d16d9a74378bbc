/**
 * Tests on servers that cannot be on one class path with those of other tests.
 */
@NullMarked
package io.microgate.server;

import org.jspecify.annotations.NullMarked;
