"use strict";
(() => {
	const byId = (id) => document.getElementById(id);
	const {element} = microgateExplanation;

	// The published clients of the sample's own token issuer
	const SECRETS = {reader: "reader-demo", admin: "admin-demo"};

	const BEARER = {name: "Authorization", before: "Bearer "};
	const BASKET = {name: "X-Bookstore-Token", before: ""};

	const REQUESTS = [
		{method: "GET", path: "/books", about: "the list is open"},
		{method: "GET", path: "/books/1", about: "any client of the issuer"},
		{method: "POST", path: "/books", form: "title=Ubik", about: "only admins add a book"},
		{method: "GET", path: "/books/drafts", about: "denied to every client"},
		{method: "GET", path: "/basket", field: BASKET, about: "takes its token from X-Bookstore-Token"},
		{method: "GET", path: "/basket", about: "but not from Authorization"},
		{method: "GET", path: "/elsewhere", about: "no route"},
	];

	byId("requests").append(...REQUESTS.map((request, number) => {
		const radio = element("input");
		Object.assign(radio, {type: "radio", name: "request", value: number, checked: number === 1});
		return element("label", "option", radio, element("span", "", element("code", "", request.method, " ", request.path),
			element("span", "hint", request.about)));
	}));

	const chosen = (name) => document.querySelector("input[name=" + name + "]:checked").value;

	for (const radio of document.querySelectorAll("input[name=client]")) {
		radio.addEventListener("change", () => byId("own-part").hidden = chosen("client") !== "own");
	}

	/* ---- problems that are shown ---- */

	class Problem extends Error {
		constructor(title, text) {
			super(text);
			this.title = title;
		}
	}

	const problem = (failure) => failure instanceof Problem
		? element("p", "error", element("strong", "", failure.title, ". "), failure.message)
		: microgateExplanation.failed(failure);

	async function call(path, options) {
		try {
			return await fetch(path, {...options, cache: "no-store", credentials: "omit"});
		}
		catch {
			throw new Problem("No answer", "The bookstore cannot be reached.");
		}
	}

	/* ---- tokens ---- */

	async function fetchToken(client) {
		const response = await call("oauth2/token", {
			method: "POST",
			headers: {"Authorization": "Basic " + btoa(client + ":" + SECRETS[client])},
			body: new URLSearchParams({grant_type: "client_credentials"}),
		});
		if (!response.ok) {
			throw new Problem("No token", "The token issuer answered with " + response.status + ".");
		}
		return (await response.json()).access_token;
	}

	function ownToken() {
		const token = byId("own-token").value.trim().replace(/^Bearer\s+/i, "");
		if (/[^\t\x20-\x7e\x80-\xff]/.test(token)) {
			throw new Problem("Not sent", "The token has a line break or a character that no header field can have.");
		}
		return token;
	}

	/** Takes another character in the middle of the signature. */
	function withWrongSignature(token) {
		const middle = (token.lastIndexOf(".") + token.length) >> 1;
		return token.slice(0, middle) + (token[middle] === "A" ? "B" : "A") + token.slice(middle + 1);
	}

	async function tokenOf(client) {
		switch (client) {
			case "none": return null;
			case "own": return ownToken();
			case "bad": return withWrongSignature(await fetchToken("reader"));
			default: return fetchToken(client);
		}
	}

	/* ---- the request ---- */

	function headersOf(request, token) {
		const field = request.field || BEARER;
		return token ? {[field.name]: field.before + token} : {};
	}

	async function send(request, headers) {
		const response = await call(request.path.slice(1), {
			method: request.method, headers, body: request.form ? new URLSearchParams(request.form) : undefined,
		});
		byId("sent").textContent = request.method + " " + request.path;
		byId("status").textContent = response.status + (response.ok ? " Allowed" : " Refused");
		byId("status-line").className = "status " + (response.ok ? "good" : "bad");
		byId("fields").replaceChildren(...[...response.headers].flatMap(([name, value]) =>
			[element("dt", "", name), element("dd", "", value)]));
		byId("body").textContent = await response.text();
		byId("summary").textContent = byId("sent").textContent + ": " + byId("status").textContent;
	}

	/** With the token of the admin or, where tokens come from another issuer, with the one that was sent. */
	async function explanation(body, sent) {
		const endpoint = new URL("actuator/microgateexplain", location.href);
		const admin = await fetchToken("admin");
		try {
			return await microgateExplanation.call(endpoint, admin, body);
		}
		catch (failure) {
			if (failure.status === 403) {
				throw new Problem("The endpoint 'microgateexplain' is closed",
					"Start the bookstore with the profile 'explorer', which opens it to admins.");
			}
			if (failure.status === 401 && sent) {
				return microgateExplanation.call(endpoint, sent, body);
			}
			throw failure;
		}
	}

	async function explain(request, headers, sent) {
		byId("answer").hidden = true;
		byId("explain-error").replaceChildren();
		const body = {method: request.method, path: request.path, host: location.host,
			headers: Object.entries(headers).map(([name, value]) => name + ": " + value).join("\n")};
		try {
			byId("answer").replaceChildren(...microgateExplanation.elements(await explanation(body, sent)));
			byId("answer").hidden = false;
		}
		catch (failure) {
			byId("explain-error").append(problem(failure));
		}
	}

	/** On a small screen the answer is not beside the form. */
	function reveal(part) {
		const {top, bottom} = part.getBoundingClientRect();
		if (top < 0 || bottom > innerHeight) {
			part.scrollIntoView();
		}
	}

	byId("form").addEventListener("submit", async (event) => {
		event.preventDefault();
		byId("send").disabled = true;
		byId("send-error").replaceChildren();
		byId("summary").textContent = "";
		byId("result").hidden = true;
		try {
			const request = REQUESTS[chosen("request")];
			const client = chosen("client");
			const token = await tokenOf(client);
			const headers = headersOf(request, token);
			await send(request, headers);
			await explain(request, headers, client === "own" ? token : null);
			byId("empty").hidden = true;
			byId("result").hidden = false;
			reveal(byId("status-line"));
		}
		catch (failure) {
			byId("summary").textContent = "";
			byId("send-error").append(problem(failure));
			reveal(byId("send-error"));
		}
		finally {
			byId("send").disabled = false;
		}
	});
})();
