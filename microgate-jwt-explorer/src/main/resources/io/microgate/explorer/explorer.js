(() => {
	const byId = (id) => document.getElementById(id);
	const fields = ["host", "headers", "remoteAddress", "time"];
	// The only places where tokens are kept. What they hold is never part of the document.
	let access = null;
	let token = null;

	const {element, list} = microgateExplanation;
	const words = (name) => String(name).toLowerCase().replaceAll("_", " ");
	const call = (endpoint, body) => microgateExplanation.call(new URL(endpoint, location.href), access, body);

	function showFailure(id, failure) {
		byId(id).replaceChildren();
		byId(id).append(microgateExplanation.failed(failure));
	}

	/* ---- connect and forget ---- */

	byId("host").placeholder = location.host;

	function withoutScheme(text) {
		return text.trim().replace(/^Bearer\s+/i, "");
	}

	byId("connect-form").addEventListener("submit", async (event) => {
		event.preventDefault();
		const field = byId("access");
		access = withoutScheme(field.value);
		field.value = "";
		field.removeAttribute("aria-invalid");
		byId("connect-error").replaceChildren();
		byId("connect-button").disabled = true;
		try {
			showConfiguration(await call("microgate"));
			setConnected(true);
			byId("explain-title").focus();
		}
		catch (failure) {
			access = null;
			field.setAttribute("aria-invalid", "true");
			showFailure("connect-error", failure);
			field.focus();
		}
		finally {
			byId("connect-button").disabled = false;
		}
	});

	function setConnected(connected) {
		byId("connect").hidden = connected;
		for (const id of ["connected", "sections", "session"]) {
			byId(id).hidden = !connected;
		}
	}

	function forget() {
		access = null;
		forgetToken();
		for (const form of document.forms) {
			form.reset();
		}
		byId("filter").value = "";
		byId("options").checked = false;
		for (const id of ["answer", "summary", "explain-error", "mapping-list", "policy-list", "route-list", "warnings", "digest"]) {
			byId(id).replaceChildren();
		}
		byId("answer").hidden = true;
		byId("empty").hidden = false;
		showCredentials();
		setConnected(false);
	}

	function forgetToken() {
		token = null;
		byId("token").value = "";
		byId("held").hidden = true;
	}

	byId("forget").addEventListener("click", () => {
		forget();
		byId("access").focus();
	});
	byId("drop").addEventListener("click", () => {
		forgetToken();
		byId("token").focus();
	});
	addEventListener("pagehide", forget);

	/* ---- configuration ---- */

	const EFFECTS = {"authenticated": "token needed", "claims": "token with claims needed", "certificate": "client certificate needed", "deny": "denied"};

	const METHODS = 10;

	function showConfiguration(configuration) {
		const rows = list(configuration.coverage);
		const policies = Object.entries(configuration.policies || {}).map(([name, entries]) => [name, list(entries)]);
		const unreachable = new Set(list(configuration.unreachableEntries));
		const entryNames = new Map(policies.flatMap(([name, entries]) => entries.map((entry, number) =>
			[entry.name, "entry " + number + " of policy " + name])));
		byId("mapping-list").replaceChildren(...rows.map((row) => mapping(row, entryNames)));
		if (rows.length === 0) {
			byId("mapping-list").append(element("li", "row", "The application has no mappings that can be read."));
		}
		byId("policy-list").replaceChildren(...policies.map(([name, entries]) => policy(name, entries, unreachable)));
		byId("route-list").replaceChildren(...list(configuration.routes).map((name) => route(name, rows)));
		byId("warnings").replaceChildren(...list(configuration.warnings).map((text) => element("li", "note", text)));
		byId("digest").textContent = configuration.digest || "";
		filter();
	}

	function mapping(row, entryNames) {
		const methods = list(row.methods);
		const names = methods.length >= METHODS ? "any method" : methods.join(", ");
		const hosts = list(row.hosts).filter((host) => host !== "any host");
		const standing = words(row.standing);
		const badge = element("span", "badge" + (standing.startsWith("open") ? " open" : standing === "governed" ? " good" : ""),
			standing);
		const button = element("button", "small", "Explain", element("span", "quiet", " " + names + " " + row.path));
		button.type = "button";
		button.addEventListener("click", () => prepare(methods, row));
		const created = element("li", "row three",
			element("div", "", element("p", "name code", names, " ", element("bdi", "", row.path)), handler(row)),
			element("div", "", hosts.length ? element("p", "about", "on ", hosts.join(", ")) : null,
				element("ul", "rulings", ...list(row.rulings).map((found) => ruling(found, entryNames)))),
			element("div", "actions", badge, button));
		created.dataset.answered = row.answeredBySpring ? "spring" : "";
		return created;
	}

	function handler(row) {
		const short = String(row.handler).replace(/(?:[\w$]+\.)+/g, "").replace(/\[\d+ args\]$/, "");
		const about = [row.handler, ...list(row.mappingConditions)].map((text) => element("p", "about", text));
		return element("details", "", element("summary", "", row.answeredBySpring ? "answered by Spring" : short,
			row.onManagementPort ? " (management port)" : ""), ...about);
	}

	function ruling(found, entryNames) {
		const decider = [found.route ? "route " + found.route : "", entryNames.get(found.entry) || found.entry || ""];
		return element("li", "", element("span", "", EFFECTS[found.effect] || words(found.effect)),
			found.catchAll ? element("span", "about", " (catch-all)") : null,
			element("p", "about", element("bdi", "", decider.filter(Boolean).join(", "))),
			list(found.conditions).length ? element("p", "about", "if ", list(found.conditions).join(" and ")) : null);
	}

	function prepare(methods, row) {
		byId("method").value = methods[0] && methods[0] !== "other" ? methods[0] : "GET";
		byId("path").value = row.path;
		byId("path").focus();
		byId("explain").scrollIntoView();
	}

	function policy(name, entries, unreachable) {
		return element("section", "card", element("h3", "", "Policy ", element("bdi", "", name)),
			element("ol", "", ...entries.map((entry, number) => element("li", "row",
				element("div", "", element("p", "name", "Entry ", number), element("p", "about", entry.name)),
				element("div", "", element("p", "", entry.asks),
					element("p", "about", list(entry.conditions).length
						? "if " + list(entry.conditions).join(" and ") : "any request"),
					unreachable.has(entry.name) ? element("p", "actions",
						element("span", "badge", "decides about no mapping")) : null)))));
	}

	function route(name, rows) {
		const governed = rows.filter((row) => list(row.rulings).some((found) => found.route === name));
		return element("li", "row", element("p", "name", element("bdi", "", name)),
			element("p", "about", governed.length === 0 ? "no mapping of the application"
				: governed.length === 1 ? "may take requests of 1 mapping"
					: "may take requests of " + governed.length + " mappings"));
	}

	function filter() {
		const wanted = byId("filter").value.trim().toLowerCase();
		let shown = 0;
		for (const row of byId("mapping-list").children) {
			row.hidden = !row.textContent.toLowerCase().includes(wanted)
				|| (row.dataset.answered === "spring" && !byId("options").checked);
			shown += row.hidden ? 0 : 1;
		}
		byId("filtered").textContent = wanted ? shown + " mappings shown" : "";
	}

	byId("filter").addEventListener("input", filter);
	byId("options").addEventListener("change", filter);

	/* ---- explain ---- */

	const credentials = () => document.querySelector("input[name=credentials]:checked").value;

	function showCredentials() {
		byId("token-part").hidden = credentials() !== "token";
		byId("claims-part").hidden = credentials() !== "claims";
	}

	for (const radio of document.querySelectorAll("input[name=credentials]")) {
		radio.addEventListener("change", showCredentials);
	}

	function request() {
		const body = {method: byId("method").value.trim(), path: byId("path").value.trim()};
		if (!/^host\s*:/im.test(byId("headers").value)) {
			body.host = location.host;
		}
		for (const field of fields) {
			if (byId(field).value.trim()) {
				body[field] = byId(field).value.trim();
			}
		}
		if (credentials() === "token") {
			const entered = withoutScheme(byId("token").value);
			token = entered || token;
			byId("token").value = "";
			byId("held").hidden = !token;
			if (token) {
				body.token = token;
			}
		}
		if (credentials() === "claims" && byId("claims").value.trim()) {
			body.claims = byId("claims").value.trim();
		}
		if (byId("values").checked) {
			body.values = "true";
		}
		return body;
	}

	byId("explain-form").addEventListener("submit", async (event) => {
		event.preventDefault();
		byId("explain-button").disabled = true;
		byId("explain-error").replaceChildren();
		byId("summary").textContent = "";
		try {
			showAnswer(await call("microgateexplain", request()));
		}
		catch (failure) {
			byId("answer").hidden = true;
			byId("empty").hidden = true;
			showFailure("explain-error", failure);
		}
		finally {
			byId("explain-button").disabled = false;
		}
	});

	function showAnswer(answer) {
		byId("answer").replaceChildren(...microgateExplanation.elements(answer));
		byId("empty").hidden = true;
		byId("answer").hidden = false;
		byId("summary").textContent = microgateExplanation.summary(answer);
		if (matchMedia("(max-width: 62rem)").matches) {
			byId("answer").scrollIntoView();
		}
	}
})();
