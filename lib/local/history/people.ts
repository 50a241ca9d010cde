/** Invented customers of an invented shop. All their addresses are at example.com, which RFC 2606 keeps for examples. */
export interface Person {
  id: string;
  /** Orders and tastes follow from it. */
  number: number;
  email: string;
  firstName: string;
  lastName: string;
  locale: "en" | "th" | "vi";
  country: string;
  timeZone: string;
  currency: "USD" | "THB" | "VND";
}

type Names = readonly (readonly [first: string, last: string, mailbox: string])[];

const ENGLISH: Names = [
  ["Maya", "Brooks", "maya.brooks"],
  ["Owen", "Castillo", "owen.castillo"],
  ["Harriet", "Lindqvist", "harriet.l"],
  ["Theo", "Marchetti", "theo.marchetti"],
  ["Priya", "Raman", "priya.raman"],
  ["Caleb", "Whitfield", "caleb.whitfield"],
  ["Nora", "Eklund", "nora.eklund"],
  ["Jasper", "Okafor", "jasper.okafor"],
  ["Lucille", "Tran", "lucille.tran"],
  ["Dominic", "Hale", "dominic.hale"],
  ["Elena", "Vasquez", "elena.vasquez"],
  ["Silas", "Merriweather", "silas.m"],
  ["Bridget", "O'Connell", "bridget.oconnell"],
  ["Amir", "Farahani", "amir.farahani"],
  ["Clara", "Novak", "clara.novak"],
  ["Wesley", "Adeyemi", "wesley.adeyemi"],
  ["June", "Halvorsen", "june.halvorsen"],
  ["Rafael", "Quintero", "rafael.quintero"],
];
const THAI: Names = [
  ["มาลี", "ศรีสุข", "malee.s"],
  ["ธนกร", "วงศ์ทอง", "thanakorn.w"],
  ["พิมพ์ชนก", "แสงจันทร์", "pimchanok.s"],
  ["ณัฐวุฒิ", "บุญมี", "nattawut.b"],
  ["กานดา", "รุ่งเรือง", "kanda.r"],
  ["ปกรณ์", "สุวรรณ", "pakorn.s"],
  ["อรทัย", "ใจดี", "orathai.j"],
  ["วีรภัทร", "ทองคำ", "weerapat.t"],
  ["สุดารัตน์", "มณีวงศ์", "sudarat.m"],
  ["ชัยวัฒน์", "พรหมมา", "chaiwat.p"],
  ["นภัสสร", "เกษมสุข", "napatsorn.k"],
  ["ภูมิ", "อัศวโชติ", "phum.a"],
];
const VIETNAMESE: Names = [
  ["Linh", "Nguyễn", "linh.nguyen"],
  ["Minh", "Trần", "minh.tran"],
  ["Thảo", "Lê", "thao.le"],
  ["Quang", "Phạm", "quang.pham"],
  ["Hương", "Đặng", "huong.dang"],
  ["Tuấn", "Bùi", "tuan.bui"],
  ["Ngọc", "Võ", "ngoc.vo"],
  ["Khánh", "Hồ", "khanh.ho"],
  ["Mai", "Dương", "mai.duong"],
  ["Phúc", "Lý", "phuc.ly"],
];

const AMERICAN_ZONES = ["America/New_York", "America/Chicago", "America/Los_Angeles"];

/** Forty people, the languages mixed, in an order that never changes. */
export const PEOPLE: readonly Person[] = mixed([
  ENGLISH.map((names, index) =>
    person(names, { locale: "en", country: "US", currency: "USD", timeZone: AMERICAN_ZONES[index % 3] ?? "UTC" }),
  ),
  THAI.map((names) => person(names, { locale: "th", country: "TH", currency: "THB", timeZone: "Asia/Bangkok" })),
  VIETNAMESE.map((names) =>
    person(names, { locale: "vi", country: "VN", currency: "VND", timeZone: "Asia/Ho_Chi_Minh" }),
  ),
]).map((one, index) => ({ ...one, number: 1001 + index, id: `cup-${1001 + index}` }));

type Nameless = Omit<Person, "id" | "number">;

function person(
  [firstName, lastName, mailbox]: Names[number],
  place: Pick<Person, "locale" | "country" | "currency" | "timeZone">,
): Nameless {
  return { email: `${mailbox}@example.com`, firstName, lastName, ...place };
}

/** Takes one of each list in turn, until all are empty. */
function mixed(lists: readonly (readonly Nameless[])[]): Nameless[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
