/**
 * Has the users that Spring Security's test support mocks go through the policy: what
 * {@code jwt()}, {@code mockJwt()}, {@code @WithMockUser} and the like put in place of an
 * authentication. Public types that the API reference does not list are for the other
 * packages of Microgate only.
 */
@NullMarked
package io.microgate.test.mock;

import org.jspecify.annotations.NullMarked;
