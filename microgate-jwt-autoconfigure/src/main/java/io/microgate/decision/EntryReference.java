package io.microgate.decision;

import org.jspecify.annotations.Nullable;

/**
 * Names the entry of an access control policy that decides about requests.
 *
 * @param policy name of the policy
 * @param number position of the entry in {@code policies}, from 0
 * @param place where the entry is written, as {@code file:line}, {@code null} if that is
 * not known
 * @param jwt name of the JWT that the entry asks for, {@code null} if it asks for none
 */
public record EntryReference(String policy, int number, @Nullable String place, @Nullable String jwt) {
}
