/**
 * Adapts Spring MVC: the auto-configuration, request to facts, decision to response, and
 * the mappings of the application.
 */
@NullMarked
package io.microgate.servlet;

import org.jspecify.annotations.NullMarked;
