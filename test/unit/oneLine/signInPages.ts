import type { Case } from "./case";

export const signInPages: readonly Case[] = [
  [
    "Token_POST",
    {},
    "asked the token endpoint for tokens (grant client_credentials)",
    "ask the token endpoint for tokens (grant client_credentials)",
    { additionalEventData: { requestParameters: { grant_type: ["client_credentials"] } } },
  ],
  ["Token_POST", {}, "asked the token endpoint for tokens", "ask the token endpoint for tokens"],
  ["OAuth2_Authorize_GET", {}, "called the authorize endpoint", "call the authorize endpoint"],
  ["Login_GET", {}, "opened the sign-in page", "open the sign-in page"],
  ["CognitoAuthentication", {}, "used the sign-in page", "use the sign-in page"],
  ["login_POST", {}, "sent the sign-in page", "send the sign-in page"],
  ["Signup_POST", {}, "sent the sign-up page", "send the sign-up page"],
  ["signup_POST", {}, "sent the sign-up page", "send the sign-up page"],
  [
    "Confirm_POST",
    {},
    "sent the confirmation page for user 87a42a58-6051-7076-79e2-fe9208b6ae3c",
    "send the confirmation page for user 87a42a58-6051-7076-79e2-fe9208b6ae3c",
    { additionalEventData: { sub: "87a42a58-6051-7076-79e2-fe9208b6ae3c" } },
  ],
  ["Confirm_POST", {}, "sent the confirmation page", "send the confirmation page"],
  ["ForgotPassword_POST", {}, "sent the page for a forgotten password", "send the page for a forgotten password"],
  ["forgotPassword_POST", {}, "sent the page for a forgotten password", "send the page for a forgotten password"],
  ["Logout", {}, "called the sign-out endpoint", "call the sign-out endpoint"],
];
