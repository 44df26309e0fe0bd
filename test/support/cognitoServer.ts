/** A real HTTP server that speaks Cognito's protocol, for what no emulator does. */
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Reply {
  status?: number;
  /** A string is sent as it is; a function writes the response itself. */
  body: object | string | ((response: http.ServerResponse) => void);
  headers?: http.OutgoingHttpHeaders;
}

export interface Asked {
  target: string;
  UserPoolId: string;
  Filter: string;
  PaginationToken?: string;
  /** The account key that signed. */
  key: string;
  /** The session token, when one was sent. */
  token?: string;
}

export interface CognitoServer {
  endpoint: string;
  asked: Asked[];
  stop(): Promise<void>;
}

/** @param reply to each question; "hang" keeps the caller waiting */
export async function cognitoServer(reply: (asked: Asked, count: number) => Reply | "hang"): Promise<CognitoServer> {
  const asked: Asked[] = [];
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const { "x-amz-security-token": token } = request.headers;
    const question: Asked = {
      ...(text.startsWith("{") ? JSON.parse(text) : {}),
      target: String(request.headers["x-amz-target"]),
      key: /Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1] ?? "",
      ...(token === undefined ? {} : { token: String(token) }),
    };
    asked.push(question);
    const answer = reply(question, asked.length);
    if (answer === "hang") return;
    response.writeHead(answer.status ?? 200, { "content-type": "application/x-amz-json-1.1", ...answer.headers });
    if (typeof answer.body === "function") {
      answer.body(response);
      return;
    }
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Dates are seconds, as AWS sends them. */
export function user(sub: string, name: string, more: object = {}): object {
  return {
    Username: name,
    UserStatus: "CONFIRMED",
    Enabled: true,
    UserCreateDate: 1_700_000_000,
    UserLastModifiedDate: 1_700_000_100.5,
    Attributes: [
      { Name: "sub", Value: sub },
      { Name: "email", Value: `${name}@example.com` },
    ],
    ...more,
  };
}

export function failing(name: string, message = "", status = 400): Reply {
  return { status, body: { __type: name, message } };
}
