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
  ["login_POST", {}, "submitted the sign-in page", "submit the sign-in page"],
  ["Signup_POST", {}, "submitted the sign-up page", "submit the sign-up page"],
  ["signup_POST", {}, "submitted the sign-up page", "submit the sign-up page"],
  [
    "Confirm_POST",
    {},
    "submitted the confirmation page for user 87a42a58-6051-7076-79e2-fe9208b6ae3c",
    "submit the confirmation page for user 87a42a58-6051-7076-79e2-fe9208b6ae3c",
    { additionalEventData: { sub: "87a42a58-6051-7076-79e2-fe9208b6ae3c" } },
  ],
  ["Confirm_POST", {}, "submitted the confirmation page", "submit the confirmation page"],
  [
    "ForgotPassword_POST",
    {},
    "submitted the page for a forgotten password",
    "submit the page for a forgotten password",
  ],
  [
    "forgotPassword_POST",
    {},
    "submitted the page for a forgotten password",
    "submit the page for a forgotten password",
  ],
  ["Logout", {}, "called the sign-out endpoint", "call the sign-out endpoint"],
];
