package io.microgate.configuration;

import io.microgate.constraint.AnyOf;
import io.microgate.decision.SubjectDisclosure;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code microgate.observability}: what operators see of decisions.
 *
 * @param subject How the subject of a verified token is shown in log and audit.
 * @param audit Which decisions are audit events, those that refuse a request or all.
 * @param routeTags Whether route and entry are low-cardinality key-values of the HTTP
 * observation and so tags of its meter.
 */
@ConfigurationPropertiesSource
public record ObservabilitySpec(@DefaultValue("none") @AnyOf( {
		"plain", "hash", "none" }) String subject, @DefaultValue("denied") @AnyOf({ "denied", "all" }) String audit,
		@DefaultValue("false") boolean routeTags){

	/**
	 * How the subject is shown.
	 * @return the disclosure
	 */
	public SubjectDisclosure subjectDisclosure() {
		return SubjectDisclosure.named(this.subject);
	}

	/**
	 * Whether allowed requests are audit events, too.
	 * @return {@code false} if only refusals are
	 */
	public boolean auditsAllowed() {
		return "all".equals(this.audit);
	}

}
