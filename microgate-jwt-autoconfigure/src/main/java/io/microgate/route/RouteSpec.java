package io.microgate.route;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code HTTPRoute.spec} of the Gateway API that says which requests belong
 * to a route, plus the shorthand {@code paths}. The union of {@code paths} and
 * {@code matches} counts; with neither the route takes every path of its hostnames.
 *
 * @param hostnames Hosts, '*.' as the first label is a wildcard; all when absent.
 * @param paths Spring path patterns.
 * @param matches Conditions in the form of the Gateway API.
 */
@ConfigurationPropertiesSource
public record RouteSpec(
		@Size(min = 1,
				max = 16) @Nullable List<@Size(min = 1, max = 253) @Pattern(
						value = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*+$",
						rule = "must be a lower-case host name, with *. in front for a wildcard") String> hostnames,
		@Size(min = 1) @Nullable List<@Size(min = 1, max = 1024) String> paths,
		@Size(min = 1, max = 128) @Nullable List<Match> matches) {

	/**
	 * {@code matches[]}: all that are set hold.
	 *
	 * @param path How the path is matched, prefix '/' when absent.
	 * @param headers Headers that are required.
	 * @param queryParams Query parameters that are required.
	 * @param method The method that is required, any when absent.
	 */
	@ConfigurationPropertiesSource
	public record Match(@Nullable PathMatch path, @Size(min = 1, max = 16) @Nullable List<ValueMatch> headers,
			@Size(min = 1, max = 16) @Nullable List<ValueMatch> queryParams, @AnyOf( {
					"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS",
					"TRACE" }) @Nullable String method){
	}

	/**
	 * {@code matches[].path}.
	 *
	 * @param type How the path is compared: PathPrefix element by element, Exact as a
	 * whole, RegularExpression as a whole by RE2.
	 * @param value The path, or the expression for it.
	 */
	public record PathMatch(@DefaultValue("PathPrefix") @AnyOf( {
			"Exact", "PathPrefix", "RegularExpression" }) String type,
			@DefaultValue("/") @Size(min = 1, max = 1024) String value){
	}

	/**
	 * {@code matches[].headers[]} and {@code matches[].queryParams[]}.
	 *
	 * @param type How the value is compared: Exact, or RegularExpression as a whole by
	 * RE2.
	 * @param name Name of the header (case ignored) or parameter.
	 * @param value The value, or the expression for it.
	 */
	@ConfigurationPropertiesSource
	public record ValueMatch(@DefaultValue("Exact") @AnyOf( {
			"Exact", "RegularExpression" }) String type, @Required @Size(min = 1, max = 256) @Nullable String name,
			@Required @Size(min = 1, max = 4096) @Nullable String value){
	}

}
