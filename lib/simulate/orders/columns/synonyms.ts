import type { Column } from "./columns.ts";

/**
 * What headers are called, likeliest first: English, then Thai and Vietnamese. From the exports of common shop software.
 * "id" and "name" alone mean too many things: "id" counts only as an order's, "name" not at all.
 */
export const SYNONYMS: Readonly<Record<Column, readonly string[]>> = {
  orderId: words(
    "order id, order number, order no, order, order name, order ref, order reference, order code, invoice no, invoice number, invoice id, invoice, transaction id, receipt number, receipt no, id, เลขที่คำสั่งซื้อ, หมายเลขคำสั่งซื้อ, mã đơn hàng",
  ),
  date: words(
    "date, order date, ordered at, order time, order datetime, purchase date, purchased at, created at, created, date created, order created at, placed at, paid at, date paid, timestamp, datetime, time, invoice date, transaction date, วันที่, วันที่สั่งซื้อ, ngày, ngày đặt hàng, ngày mua",
  ),
  customer: words(
    "customer id, customer number, customer no, customer code, customer ref, client id, client number, user id, buyer id, member id, member number, account id, contact id, customer key, customer, client, user, buyer, member, รหัสลูกค้า, ลูกค้า, mã khách hàng, khách hàng",
  ),
  total: words(
    "total, order total, grand total, total price, total amount, amount paid, amount, order amount, order value, net total, line total, item total, total paid, paid, revenue, sales, value, net amount, gross amount, sum, spend, ยอดรวม, ยอดสุทธิ, ราคารวม, จำนวนเงิน, tổng tiền, tổng cộng, thành tiền",
  ),
  quantity: words("quantity, qty, units, items, item count, lineitem quantity, pieces, count, จำนวน, số lượng"),
  price: words("unit price, price, item price, lineitem price, price each, ราคา, ราคาต่อหน่วย, đơn giá, giá"),
  currency: words("currency, currency code, order currency, สกุลเงิน, tiền tệ, đơn vị tiền tệ"),
  type: words("type, event type, order type, transaction type, kind, ประเภท, loại"),
  email: words(
    "email, e-mail, email address, customer email, billing email, buyer email, contact email, mail, อีเมล, thư điện tử",
  ),
  phone: words("phone, phone number, mobile, customer phone, billing phone, โทรศัพท์, เบอร์โทร, số điện thoại"),
  firstName: words("first name, given name, customer first name, billing first name, ชื่อ, tên"),
  lastName: words("last name, surname, family name, customer last name, billing last name, นามสกุล, họ"),
  name: words(
    "customer name, full name, buyer name, client name, billing name, ชื่อลูกค้า, tên khách hàng, họ tên, họ và tên",
  ),
  country: words("country, country code, billing country, shipping country, customer country, ประเทศ, quốc gia"),
  locale: words("locale, language, customer locale, lang, ภาษา, ngôn ngữ"),
  timeZone: words("time zone, tz, customer time zone, เขตเวลา, múi giờ"),
  sku: words(
    "sku, product id, item id, stock code, product code, item code, lineitem sku, variant sku, รหัสสินค้า, mã sản phẩm",
  ),
  product: words(
    "product name, product, item name, item, lineitem name, product title, description, ชื่อสินค้า, สินค้า, tên sản phẩm, sản phẩm",
  ),
  category: words("category, product category, product type, department, หมวดหมู่, danh mục"),
  coupon: words("coupon, coupon code, discount code, promo code, voucher, voucher code, คูปอง, mã giảm giá"),
  status: words("financial status, payment status"),
  refunded: words("refunded amount, amount refunded, refund amount, refund total, total refunded"),
  refundedAt: words("refunded at, refund date, date refunded"),
  cancelledAt: words("cancelled at, canceled at, cancelled date"),
  consent: words("accepts marketing, marketing consent, accepts email marketing"),
};

/** Headers of `total` that say whether it is the whole order's or one line's, where an order has several rows. */
export const LINE_TOTALS = words("line total, item total, thành tiền");
export const ORDER_TOTALS = words("order total, grand total, order amount, order value");

function words(list: string): string[] {
  return list.split(", ");
}
