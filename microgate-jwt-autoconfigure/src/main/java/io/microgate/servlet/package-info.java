/**
 * Adapts Spring MVC: the auto-configuration, request to facts, decision to response, and
 * the mappings of the application.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.servlet;

import org.jspecify.annotations.NullMarked;
