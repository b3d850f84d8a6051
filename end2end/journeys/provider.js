// A provider of identities on this machine: it recognises whoever comes, and says who they are by a signed token.
import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function startProvider(email) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const waiting = new Map();
  let left = 0;
  const server = createServer(async (request, answer) => {
    const url = new URL(request.url, issuer);
    const json = (value) => answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    const onward = (there) => answer.writeHead(302, { location: there }).end();
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
          end_session_endpoint: `${issuer}/leave`, response_types_supported: ["code"], subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/keys":
        return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" }] });
      case "/authorize": {
        const code = randomUUID();
        const asked = Object.fromEntries(url.searchParams);
        waiting.set(code, asked);
        return onward(`${asked.redirect_uri}?code=${code}&state=${encodeURIComponent(asked.state)}`);
      }
      case "/token": {
        let body = "";
        for await (const piece of request) body += piece;
        const asked = waiting.get(new URLSearchParams(body).get("code"));
        const now = Math.floor(Date.now() / 1000);
        const claims = { iss: issuer, aud: asked.client_id, sub: "one", nonce: asked.nonce, iat: now, exp: now + 300, email, email_verified: true };
        const signed = `${encode({ alg: "RS256", kid: "one" })}.${encode(claims)}`;
        const signature = sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url");
        return json({ access_token: "access", token_type: "Bearer", id_token: `${signed}.${signature}` });
      }
      case "/leave":
        left += 1;
        return onward(url.searchParams.get("post_logout_redirect_uri"));
      default:
        return answer.writeHead(404).end();
    }
  });
  await new Promise((started) => server.listen(0, "127.0.0.1", started));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return { issuer, left: () => left, stop: () => server.close() };
}
