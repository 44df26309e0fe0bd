import type { Path } from "../../core/events/paths";

/** What tells, together, how a call ended. */
export const resultPaths: readonly Path[] = [
  "errorCode",
  "errorMessage",
  "responseElements.ConsoleLogin",
  "serviceEventDetails.UserAuthentication",
  "serviceEventDetails.CredentialVerification",
  "serviceEventDetails.CredentialChallenge",
  "additionalEventData.responseParameters.status",
  "eventCategory",
  "userIdentity.type",
];
/** Of Amazon Cognito's events: the user, the pool, the client. */
export const cognitoPaths: readonly Path[] = [
  "additionalEventData.sub",
  "additionalEventData.requestParameters.sub.[0]",
  "responseElements.userSub",
  "requestParameters.username",
  "requestParameters.userPoolId",
  "additionalEventData.userPoolId",
  "requestParameters.logins.{}",
  "resources.[].ARN",
  "requestParameters.clientId",
  "additionalEventData.requestParameters.client_id.[0]",
];
/** Of what kind an event is. */
export const naturePaths: readonly Path[] = ["eventType", "eventCategory", "readOnly"];
