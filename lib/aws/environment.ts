/** A setting that the deployment gives. Throws when it is missing: then the function was not deployed by this project's stack. */
export function need(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== "") return value;
  throw new Error(
    `the environment variable ${name} is not set; the stack sets it: deploy again, or set it on the function`,
  );
}
