package io.microgate.benchmarks.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.microgate.binding.ProofStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets proofs be used again: signing a proof for each request would cost more than to
 * check it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.microgate.binding.ProofStore")
@ConditionalOnProperty("forgetful-proofs")
class ForgetfulProofsConfiguration {

	private static final CompletionStage<ProofStore.Answer> REMEMBERED = CompletableFuture
		.completedFuture(ProofStore.Answer.REMEMBERED);

	@Bean
	ProofStore proofStore() {
		return (proof) -> REMEMBERED;
	}

}
