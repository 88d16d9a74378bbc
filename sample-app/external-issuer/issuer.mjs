// An identity provider of another make (oidc-provider) for the sample, whose keys can be rotated by hand:
//   POST /keys            publishes a new key, which does not sign yet
//   POST /keys/sign       lets the newest key sign
//   DELETE /keys          withdraws all keys but the one that signs
// Everything is made anew at each start. For trying things out on loopback only.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const port = Number(process.env.ISSUER_PORT ?? 9000);
const issuer = `http://localhost:${port}`;
const audience = 'bookstore';
let count = 0;
let keys = [await newKey()];
let handle = provider();

async function newKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `key-${++count}`, alg: 'RS256', use: 'sig' };
}

// The first key of its set signs
function provider() {
  return new Provider(issuer, {
    jwks: { keys },
    clients: [{
      client_id: 'admin', client_secret: 'admin-demo', grant_types: ['client_credentials'],
      redirect_uris: [], response_types: [], token_endpoint_auth_method: 'client_secret_basic',
    }],
    extraTokenClaims: () => ({ roles: ['reader', 'admin'], email_verified: true }),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:bookstore',
        getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      },
    },
  }).callback();
}

const steps = {
  'POST /keys': async () => [...keys, await newKey()],
  'POST /keys/sign': async () => [keys.at(-1), ...keys.slice(0, -1)],
  'DELETE /keys': async () => keys.slice(0, 1),
};

createServer(async (request, response) => {
  const step = steps[`${request.method} ${request.url}`];
  if (!step) {
    handle(request, response);
    return;
  }
  keys = await step();
  handle = provider();
  response.end(`${keys.map((key) => key.kid).join(' ')}\n`);
}).listen(port, '127.0.0.1', () => console.log(`Tokens of ${issuer}, keys at ${issuer}/jwks`));
