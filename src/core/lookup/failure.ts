/** Errors from AWS, distinguished by what the user can do about them. */

export type FailureKind =
  | "wrongPool"
  | "denied"
  | "expired"
  | "noProfile"
  | "throttled"
  | "unreachable"
  | "wrongAnswer"
  /** A session token would have been sent unencrypted; the message is the target. */
  | "insecure";

/** The error as the SDK reports it. */
export interface RawFailure {
  /** Whether the error occurred while getting the profile's credentials or while calling Cognito with them. */
  during: "credentials" | "call";
  name: string;
  message: string;
  /** The operating system's code, such as ECONNREFUSED; for a wrong answer, what is wrong with it. */
  code: string;
  /** HTTP status; 0 if no answer came. */
  status: number;
}

export interface Failure extends RawFailure {
  kind: FailureKind;
}

const network =
  /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|TimeoutError)\b/;
const signInAgain =
  /\baws (sso )?login\b|ExpiredToken|UnauthorizedException|Failed to load token|token (is|has) expired/i;
const refused = /AccessDenied|ForbiddenException|is not authorized to perform/;

export function failureOf(raw: RawFailure): Failure {
  if (raw.name === "LateAnswer") return { ...raw, kind: "unreachable" };
  if (raw.name === "InsecureEndpoint") return { ...raw, kind: "insecure" };
  if (raw.name === "WrongAnswer") return { ...raw, kind: "wrongAnswer" };
  return { ...raw, kind: raw.during === "credentials" ? whileSigningIn(raw) : whileAsking(raw) };
}

/** The SDK wraps sign-in errors in its own error, which keeps only the message. */
function whileSigningIn({ name, message, code }: RawFailure): FailureKind {
  const said = `${name} ${message}`;
  if (signInAgain.test(said)) return "expired";
  if (refused.test(said)) return "denied";
  return network.test(`${said} ${code}`) ? "unreachable" : "noProfile";
}

function whileAsking({ name, message, code, status }: RawFailure): FailureKind {
  switch (name) {
    case "AccessDeniedException":
    case "AccessDenied":
    case "NotAuthorizedException":
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
    case "InvalidSignatureException":
    case "MissingAuthenticationTokenException":
    case "OptInRequired":
      return "denied";
    case "ExpiredTokenException":
    case "ExpiredToken":
    case "RequestExpired":
      return "expired";
    case "TooManyRequestsException":
    case "ThrottlingException":
    case "Throttling":
    case "RequestLimitExceeded":
    case "SlowDown":
      return "throttled";
    case "ResourceNotFoundException":
    case "OperationNotEnabledException": // the pool is a replica in this Region
      return "wrongPool";
    case "InvalidParameterException":
      return /pool/i.test(message) ? "wrongPool" : "wrongAnswer";
  }
  if (status === 429) return "throttled";
  if (status === 0 || status >= 500 || network.test(`${name} ${message} ${code}`)) return "unreachable";
  return "wrongAnswer";
}

export interface Refusal {
  arn: string;
  action: string;
  resource: string;
}

/** Extracts who was refused what from IAM's own sentence; "" where it does not say. */
export function refusalOf(message: string): Refusal {
  const [, arn = "", action = "", resource = ""] =
    /User: (arn:\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (arn:\S+))?/.exec(message) ?? [];
  return { arn, action, resource: resource.replace(/[.,;]$/, "") };
}
