// Reads a book with the OAuth client of the MCP SDK, which is told nothing but the address of the resource and which
// issuer may see its credentials: the rest it learns from the challenge and from the documents that it leads to.
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { withOAuth } from '@modelcontextprotocol/sdk/client/middleware.js';

const [resource, issuer] = process.argv.slice(2);
const provider = new ClientCredentialsProvider({
  clientId: 'reader', clientSecret: 'reader-demo', expectedIssuer: issuer
});

async function recorded(input, init) {
  const response = await fetch(input, init);
  console.log(`${init?.method ?? 'GET'} ${input} ${response.status}`);
  return response;
}

const response = await withOAuth(provider, resource)(recorded)(`${resource}/1`);
console.log(await response.text());
