package io.microgate.sample.readme;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application as it is before its first controller.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ReadmeApplication {

}
