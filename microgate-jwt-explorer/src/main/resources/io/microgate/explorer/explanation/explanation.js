"use strict";
// Asks the endpoints of Microgate, and turns an explanation into elements. The explorer has it in its page; a page of an
// application can load it beside explanation.css. It keeps no token.
const microgateExplanation = (() => {
	// Text comes from routes, policies and tokens: it is only ever inserted as text.
	function element(name, classes, ...children) {
		const created = document.createElement(name);
		if (classes) {
			created.className = classes;
		}
		for (const child of children) {
			if (child !== null && child !== undefined && child !== "") {
				created.append(child instanceof Node ? child : document.createTextNode(String(child)));
			}
		}
		return created;
	}

	const code = (text) => element("code", "", text);
	const place = (text) => text ? element("code", "place", text) : null;
	const list = (value) => Array.isArray(value) ? value : [];

	/* ---- endpoints ---- */

	const HELP = {
		400: "The request cannot be explained as it is written.",
		401: "The endpoint does not accept the token: it is missing, expired, or not one that the policy of the endpoint asks for.",
		403: "The policy of the endpoint does not allow this token.",
		404: "The endpoint is not there. It needs exposure by 'management.endpoints.web.exposure.include', and 'microgateexplain' also 'management.endpoint.microgateexplain.access: unrestricted'.",
		405: "The endpoint does not take this operation. Set 'management.endpoint.microgateexplain.access: unrestricted'.",
		503: "The keys by which the token is verified are not available at the moment. Try again.",
	};

	class Failure extends Error {
		constructor(title, text, status) {
			super(title);
			this.title = title;
			this.text = text;
			this.status = status;
		}
	}

	/**
	 * Reads an endpoint, or has it explain a request if there is a body.
	 * @param {URL} address where it is
	 * @param {string} access the token that its policy accepts
	 */
	async function call(address, access, body) {
		const endpoint = address.pathname.split("/").pop();
		let response;
		try {
			response = await fetch(address, {
				method: body ? "POST" : "GET",
				headers: {
					"Accept": "application/json",
					"Authorization": "Bearer " + access,
					...(body ? {"Content-Type": "application/json"} : {}),
				},
				body: body ? JSON.stringify(body) : undefined,
				cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
			});
		}
		catch {
			throw new Failure("No response", "The endpoint '" + endpoint + "' cannot be reached.");
		}
		if (!response.ok) {
			throw new Failure(response.status + " from the endpoint '" + endpoint + "'",
				(await reason(response)) || HELP[response.status] || "The server log has more about it.", response.status);
		}
		try {
			return await response.json();
		}
		catch {
			throw new Failure("Unreadable response", "The endpoint '" + endpoint + "' did not answer with JSON.");
		}
	}

	async function reason(response) {
		if (response.status !== 400) {
			return null;
		}
		try {
			const problem = await response.json();
			return problem.detail || problem.message || problem.reason || null;
		}
		catch {
			return null;
		}
	}

	function failed(failure) {
		if (!(failure instanceof Failure)) {
			throw failure;
		}
		return element("p", "error", element("strong", "", failure.title + ". "), failure.text);
	}

	/* ---- answer ---- */

	const title = (verdict) => (verdict.outcome === "allow" ? "Allowed"
		: "Refused" + (verdict.status ? " with " + verdict.status : "")) + (verdict.provided ? ", if " + verdict.provided : "");

	const elements = (answer) => [verdictPart(answer.verdict), answer.change ? changePart(answer.change) : null,
		steps(answer)].filter(Boolean);

	const summary = (answer) => title(answer.verdict) + ". " + (answer.verdict.expected || "")
		+ (answer.change ? " Smallest change: " + answer.change.text : "");

	function verdictPart(verdict) {
		const known = [["Route", verdict.route], ["Policy", verdict.policy], ["Entry", verdict.entry],
			["JWT", verdict.jwt], ["JWKS", verdict.jwks]].filter(([, value]) => value !== null && value !== undefined);
		return element("div", "verdict " + (verdict.outcome === "allow" ? "good" : "bad"),
			element("div", "title", element("h3", "", title(verdict)),
				verdict.reason ? code(verdict.reason) : null, place(verdict.place)),
			verdict.expected ? element("p", "", verdict.expected) : null,
			known.length ? element("dl", "chips", ...known.map(([name, value]) => element("div", "",
				element("dt", "", name), element("dd", "", element("bdi", "", value))))) : null);
	}

	function changePart(change) {
		return element("div", "change", element("h3", "", "Smallest change"), element("p", "", change.text),
			element("p", "value", code(change.target), change.value ? " = " : "", change.value ? code(change.value) : null,
				change.place ? " in " : "", place(change.place)));
	}

	const GOOD = new Set(["chosen", "decides", "used", "found", "met"]);
	const BAD = new Set(["refused", "missing", "without policy"]);
	const UNKNOWN = new Set(["unknown", "not comparable"]);

	function fact(outcome, failing, decides, where, name, ...details) {
		const state = GOOD.has(outcome) ? "good" : BAD.has(outcome) || (failing && outcome === "not met") ? "bad" : "";
		const sign = element("span", "sign", state === "good" ? "✓" : state === "bad" ? "✗" : UNKNOWN.has(outcome) ? "?" : "–");
		sign.setAttribute("aria-hidden", "true");
		return element("li", "fact " + state + (decides ? " decides" : ""), sign,
			element("div", "", element("p", "", name, " ", element("span", "outcome", outcome)),
				...details.filter(Boolean).map((text) => element("p", "why", text))), place(where));
	}

	function step(title, ...content) {
		return element("li", "", element("h3", "", title), ...content);
	}

	const facts = (items) => element("ul", "", ...items);
	const strong = (...text) => element("strong", "", ...text);
	const expectation = (item) => item.expected ? "expected: " + item.expected : null;
	const actual = (item) => item.actual !== null && item.actual !== undefined ? "is: " + item.actual : null;

	function steps(answer) {
		const refused = answer.verdict.outcome !== "allow";
		const decides = (item) => Boolean(item.place) && item.place === answer.verdict.place;
		const parts = [step("Request as it was read", element("p", "code", answer.request.method, " ",
			element("bdi", "", answer.request.path)), element("p", "about", "host ", element("bdi", "", answer.request.host),
			answer.request.remoteAddress ? ", from " + answer.request.remoteAddress : ""))];
		if (list(answer.routes).length) {
			parts.push(step("Route", facts(answer.routes.map((item) => fact(item.outcome, false, decides(item), item.place,
				strong(element("bdi", "", item.name)), item.because || item.match)))));
		}
		if (list(answer.entries).length) {
			parts.push(step("Policy entry", facts(answer.entries.map((item) => fact(item.outcome, false,
				item.outcome === "decides" || decides(item), item.place, strong("Entry ", item.number),
				item.because || item.asks)))));
		}
		if (answer.token) {
			parts.push(step("Token: " + answer.token.outcome, facts(list(answer.token.sources).map((item) =>
				fact(item.outcome, false, decides(item), item.place, strong(item.source))))));
		}
		if (list(answer.requirements).length) {
			parts.push(step("Checks of the token", ...answer.requirements.map((item) => requirement(item, decides(item)))));
		}
		if (list(answer.claims).length) {
			parts.push(step("Conditions on claims", facts(answer.claims.map((item) => fact(item.outcome, refused,
				decides(item), item.place, element("span", "", strong(element("bdi", "", item.claim)), " of ",
					code(item.group + "[" + item.number + "]")), expectation(item), actual(item))))));
		}
		return element("ol", "steps", ...parts);
	}

	function requirement(item, decides) {
		const title = element("p", "", "requireAny[" + item.number + "], keys of ", element("bdi", "", item.jwks), " ",
			place(item.place));
		return element("div", "requirement", title, facts(list(item.steps).map((check) => fact(check.outcome, true,
			decides && check.outcome === "not met", null, strong(check.step), expectation(check), actual(check)))));
	}

	return {call, element, elements, failed, list, summary};
})();
