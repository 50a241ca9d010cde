import { generateKeyPairSync, sign } from "node:crypto";

/** A key, and a certificate that it signed itself for this host: all that a TLS server of a test needs. PEM. */
export function certificateFor(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(host)))));
  const day = (from: number) => der(0x17, Buffer.from(`${stamp(Date.now() + from * 86_400_000)}Z`));
  // RFC 5280, section 4.1: serial number, algorithm, issuer, validity, subject, key.
  const told = der(
    0x30,
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    der(0x30, day(-1), day(1)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", told, privateKey);
  const whole = der(0x30, told, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

const COMMON_NAME = Buffer.from("0603550403", "hex");
const ECDSA_WITH_SHA256 = der(0x30, Buffer.from("06082a8648ce3d040302", "hex"));

/** `yymmddhhmmss` */
function stamp(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, "").slice(2, 14);
}

/** One value of ASN.1: its tag, its length, what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const inner = Buffer.concat(parts);
  const { length } = inner;
  const sized = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...sized]), inner]);
}
