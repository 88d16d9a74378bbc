/**
 * Says why a request of a test was refused: records decisions and explains them in
 * failures. Public types that the API reference does not list are for the other packages
 * of Microgate only.
 */
@NullMarked
package io.microgate.test.refusal;

import org.jspecify.annotations.NullMarked;
