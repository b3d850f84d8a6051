// Requests as a browser of the site sends them, from an address of its own.
import http from "node:http";

// Of someone who gives up.
const PATIENCE = 30_000;

export class Browser {
  #cookies = new Map();
  #agent;

  // `headers`: of every request. `from`: an address of this machine.
  constructor({ host, port }, { from, headers = {} } = {}) {
    this.there = { host, port };
    this.headers = headers;
    this.#agent = new http.Agent({ keepAlive: true, localAddress: from, timeout: 20_000 });
  }

  get(path) {
    return this.#ask("GET", path);
  }

  post(path, fields) {
    return this.#ask("POST", path, new URLSearchParams(fields).toString());
  }

  // The same person at another instance.
  at(there) {
    const other = new Browser(there, { headers: this.headers });
    other.#cookies = this.#cookies;
    return other;
  }

  async #ask(method, path, body) {
    try {
      return await this.#once(method, path, body);
    } catch (error) {
      // As browsers do: a connection that was kept open, and is closed without an answer, was closed before the request came.
      if (error.isOfKeptConnection) return this.#once(method, path, body);
      throw error;
    }
  }

  #once(method, path, body) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "sec-fetch-site": "same-origin", accept: "text/html", ...this.headers };
    if (cookie) headers.cookie = cookie;
    if (body !== undefined) {
      headers["content-type"] = "application/x-www-form-urlencoded";
      headers["content-length"] = Buffer.byteLength(body);
    }
    return new Promise((resolve, reject) => {
      const request = http.request({ ...this.there, method, path, headers, agent: this.#agent });
      let isAnswered = false;
      const late = setTimeout(() => request.destroy(new Error(`no answer within ${PATIENCE / 1000} s`)), PATIENCE);
      const failed = (error) => {
        clearTimeout(late);
        reject(error);
      };
      request.on("error", (error) => {
        const closed = error.code === "ECONNRESET" || error.code === "EPIPE";
        failed(Object.assign(error, { isOfKeptConnection: closed && request.reusedSocket && !isAnswered }));
      });
      request.on("response", (response) => {
        isAnswered = true;
        for (const line of response.headers["set-cookie"] ?? []) {
          const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
          if (/max-age=0/i.test(line)) this.#cookies.delete(name);
          else this.#cookies.set(name, value);
        }
        const pieces = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("error", failed);
        response.on("end", () => {
          clearTimeout(late);
          const text = Buffer.concat(pieces).toString();
          resolve({ status: response.statusCode, headers: response.headers, by: response.headers["x-served-by"], text });
        });
      });
      request.end(body);
    });
  }
}
