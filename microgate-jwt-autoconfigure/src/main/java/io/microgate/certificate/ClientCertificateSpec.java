package io.microgate.certificate;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * {@code microgate.client-certificate}: the header field in which proxies pass on the
 * certificate of a client.
 *
 * @param header Name of the header field, Client-Cert (RFC 9440) or
 * X-Forwarded-Client-Cert.
 * @param trustedProxies Ranges of addresses of proxies whose header field counts,
 * compared with the peer of the TCP connection.
 */
@ConfigurationPropertiesSource
public record ClientCertificateSpec(@Required @AnyOf( {
		"Client-Cert", "X-Forwarded-Client-Cert" }) @Nullable String header,
		@Required @Size(min = 1,
				max = 1024) @UniqueItems @Nullable List<@Size(min = 1, max = 49) @Cidr String> trustedProxies){
}
