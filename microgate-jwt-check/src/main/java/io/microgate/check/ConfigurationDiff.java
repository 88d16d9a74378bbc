package io.microgate.check;

import java.util.List;

import io.microgate.coverage.AccessDifference.Requests;
import org.jspecify.annotations.Nullable;

/**
 * How two configurations differ in what they let through. The records are the JSON that
 * is printed, in which members without a value are left out.
 *
 * @param same whether no request is decided differently
 * @param sameText whether the canonical forms are the same, too
 * @param differences the differences, the wider ones first
 */
record ConfigurationDiff(boolean same, boolean sameText, List<Difference> differences) {

	/**
	 * One difference.
	 *
	 * @param change {@code wider}, {@code changed} (wider or narrower), {@code narrower}
	 * or {@code moved}
	 * @param proved whether there is such a request for certain
	 * @param kind {@code requests}, {@code jwt}, {@code jwks}, {@code propagation} or
	 * {@code setting}
	 * @param name name of the JWT, JWKS or IdentityPropagation, or of the setting
	 * @param before what decides in the first configuration
	 * @param after what decides in the second one
	 * @param requests the requests
	 * @param example one of them
	 * @param fields what is written differently
	 */
	record Difference(String change, boolean proved, String kind, @Nullable String name, @Nullable Part before,
			@Nullable Part after, @Nullable List<Requests> requests, @Nullable String example,
			@Nullable List<Field> fields) {
	}

	/**
	 * What decides in one of the configurations.
	 *
	 * @param route name of the route
	 * @param policy name of the policy
	 * @param entry position of the entry in the policy, from 0
	 * @param place file and line
	 * @param asks what is asked for
	 */
	record Part(@Nullable String route, @Nullable String policy, @Nullable Integer entry, @Nullable String place,
			String asks) {
	}

	/**
	 * A value that is written differently.
	 *
	 * @param path where it is in the resource
	 * @param before the value in the first configuration
	 * @param beforePlace file and line
	 * @param after the value in the second one
	 * @param afterPlace file and line
	 */
	record Field(String path, @Nullable String before, @Nullable String beforePlace, @Nullable String after,
			@Nullable String afterPlace) {
	}

}
