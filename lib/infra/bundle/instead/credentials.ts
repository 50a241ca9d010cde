/**
 * Instead of `@aws-sdk/credential-provider-node`: a function has the keys of its role in these variables, and neither
 * profiles nor single sign-on nor a metadata service. They change with each container, never within one.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function defaultProvider() {
  return async () => ({
    accessKeyId: given("AWS_ACCESS_KEY_ID"),
    secretAccessKey: given("AWS_SECRET_ACCESS_KEY"),
    // Keys of a role are refused without it; keys of a user, as an engine of tests has them, come without.
    ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
  });
}

function given(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `AWS cannot be asked: ${name} is not set. Lambda sets it from the function's role; elsewhere, set it`,
  );
}
