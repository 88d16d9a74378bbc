package io.microgate.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the files of {@code trustedCA} and {@code crl} hold at one moment.
 *
 * @param certificates trusted certificates
 * @param lists revocation lists
 */
record TrustMaterial(List<X509Certificate> certificates, List<X509CRL> lists) {
}
